// A recording and its transcript go together: lines and chapters lead to the moment, the line being spoken is marked.
// Without this script the same links load the page anew, at that moment.

const player = document.querySelector("[data-player]");
const lines = [...document.querySelectorAll("[data-transcript] > li")];
const chapters = [...document.querySelectorAll(".chapters [data-seek]")];
const follow = document.querySelector("[data-follow]");
const done = document.querySelector("[data-scale-done]");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let current = null;

function seek(seconds) {
  // Before anything is loaded this sets where playing begins.
  player.currentTime = seconds;
  player.play().catch(() => {});
}

function mark(element, list) {
  for (const other of list) {
    if (other === element) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
}

function show() {
  const now = player.currentTime;
  const line = lines.findLast((item) => Number(item.dataset.from) <= now + 0.25);
  if (line !== current) {
    current = line;
    mark(line, lines);
    if (line && follow?.getAttribute("aria-pressed") === "true" && !player.paused) keepInView(line);
  }
  mark(chapters.findLast((link) => Number(link.dataset.seek) <= now + 0.25), chapters);
  const length = Number(done?.ownerSVGElement.dataset.scale);
  if (length) done.setAttribute("width", `${Math.min(100, (100 * now) / length).toFixed(2)}%`);
}

// Only a transcript that the reader is reading moves along; the player is never scrolled out of sight for it.
function keepInView(line) {
  const box = line.getBoundingClientRect();
  const list = line.parentElement.getBoundingClientRect();
  const isReading = list.top < innerHeight * 0.5;
  if (isReading && (box.top < 0 || box.bottom > innerHeight)) {
    line.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  }
}

if (player) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-seek]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    seek(Number(link.dataset.seek));
    history.replaceState(null, "", link.href);
    show();
  });
  player.addEventListener("timeupdate", show);
  player.addEventListener("seeked", show);
  player.addEventListener("loadedmetadata", show);
  const stage = document.querySelector("[data-stage]");
  if (stage && "IntersectionObserver" in window) {
    let isSeen = true;
    const place = () => stage.classList.toggle("is-away", !isSeen && !player.paused);
    new IntersectionObserver(([entry]) => {
      isSeen = entry.isIntersecting;
      place();
    }).observe(stage);
    player.addEventListener("play", place);
    player.addEventListener("ended", place);
  }
  if (follow) {
    follow.hidden = false;
    follow.addEventListener("click", () => {
      follow.setAttribute("aria-pressed", follow.getAttribute("aria-pressed") === "true" ? "false" : "true");
    });
  }
}
