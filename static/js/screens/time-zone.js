// A new account starts in the time zone of the device; the profile can change it.
for (const input of document.querySelectorAll("[data-time-zone]")) {
  if (!input.value) input.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
