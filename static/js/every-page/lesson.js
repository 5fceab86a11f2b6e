// A lesson that is open tells the school where its reader is, once, after it was shown.
const visited = document.getElementById("visited");
if (visited) {
  const tell = () => fetch(visited.action, { method: "POST", body: new FormData(visited), keepalive: true }).catch(() => {});
  if (document.visibilityState === "visible") tell();
  else document.addEventListener("visibilitychange", tell, { once: true });
}
