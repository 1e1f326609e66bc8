// The desk's own script: keys, marks, sliders; charts, networks and maps are loaded when they come into sight.
const $ = (s, e = document) => e.querySelector(s);
const $$ = (s, e = document) => [...e.querySelectorAll(s)];

// Hovering a record lights its words, and words their record.
function light(numbers, on) {
  for (const n of numbers) {
    for (const m of $$(`.mark[data-r~="${n}"]`)) m.classList.toggle("lit", on);
    for (const r of $$(`.record[data-n="${n}"]`)) r.classList.toggle("lit", on);
  }
}
for (const type of ["pointerover", "pointerout"]) {
  document.addEventListener(type, (e) => {
    const t = e.target.closest?.(".mark[data-r], .record[data-n]");
    if (t) light((t.dataset.r ?? t.dataset.n).split(" "), type === "pointerover");
  });
}

// j and k walk over records; a, r, e judge; w explains; o opens the sentence.
let here = null;
function go(step) {
  const all = $$("[data-record]");
  if (!all.length) return;
  const i = here && all.includes(here) ? Math.min(all.length - 1, Math.max(0, all.indexOf(here) + step)) : 0;
  here?.classList.remove("here");
  here = all[i];
  here.classList.add("here");
  here.focus({ preventScroll: true });
  here.scrollIntoView({ block: "nearest" });
  if (here.dataset.n) {
    for (const m of $$(".mark.lit")) m.classList.remove("lit");
    for (const m of $$(`.mark[data-r~="${here.dataset.n}"]`)) m.classList.add("lit");
  }
}
document.addEventListener("focusin", (e) => {
  const r = e.target.closest?.("[data-record]");
  if (r && r !== here) { here?.classList.remove("here"); here = r; here.classList.add("here"); }
});
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, dialog")) return;
  switch (e.key) {
    case "j": go(1); break;
    case "k": go(-1); break;
    case "a": case "r": case "e": here && $(`[data-key="${e.key}"]`, here)?.click(); break;
    case "w": here && $("a.why", here)?.click(); break;
    case "o": case "Enter": { if (e.key === "Enter" && e.target.closest("a, button, summary")) return; const a = here && ($("a[data-open]", here) ?? $('a[href^="/at/"]', here)); if (a) location.href = a.href; break; }
    case "/": $("#find").focus(); break;
    case "?": $("#keys").showModal(); break;
    default: return;
  }
  e.preventDefault();
});

// A refusal is told where the verdict would stand.
document.addEventListener("htmx:responseError", (e) => {
  const say = e.detail.target ?? e.target;
  try { say.textContent = JSON.parse(e.detail.xhr.responseText).detail; } catch { say.textContent = "The desk answered " + e.detail.xhr.status; }
});

// The two clocks: a slider moves its field, and lets the page follow.
const toDay = (ms) => new Date(ms).toISOString().slice(0, 10);
for (const slider of $$("input.slider")) {
  const field = slider.form.elements[slider.dataset.for];
  const from = Date.parse(slider.dataset.min.replace(" ", "T") + (slider.dataset.min.includes(" ") ? "Z" : "")), to = Date.parse(slider.dataset.max.replace(" ", "T") + (slider.dataset.max.includes(" ") ? "Z" : ""));
  const fine = to - from < 2 * 86400e3 && slider.dataset.for === "known_at";
  const step = fine ? 60e3 : 86400e3;
  slider.min = 0; slider.max = Math.max(1, Math.ceil((to - from) / step)); slider.step = 1;
  const at = Date.parse(field.value);
  slider.value = Number.isNaN(at) ? slider.max : Math.round((at - from) / step);
  slider.hidden = false;
  slider.addEventListener("input", () => {
    const ms = from + slider.value * step;
    field.value = slider.value === slider.max && slider.dataset.for === "known_at" ? "" : fine ? new Date(ms).toISOString().slice(0, 19) + "Z" : toDay(ms);
  });
  let wait;
  slider.addEventListener("change", () => { clearTimeout(wait); wait = setTimeout(() => follow(slider.form), 60); });
}
async function follow(form) {
  const address = form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form));
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  $("#asof").replaceWith(document.adoptNode($("#asof", page)));
  history.replaceState(null, "", address);
  draw();
}

// What is drawn is loaded when it is near.
const watcher = new IntersectionObserver((seen) => {
  for (const s of seen) {
    if (!s.isIntersecting) continue;
    watcher.unobserve(s.target);
    import(new URL("draw.js" + new URL(import.meta.url).search, import.meta.url)).then((m) => m.draw(s.target));
  }
}, { rootMargin: "200px" });
// A page that turns dark or light is drawn in its new ink.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
function draw() {
  for (const e of $$("[data-chart], [data-network], [data-map]")) { e.hidden = false; watcher.unobserve(e); watcher.observe(e); }
}
draw();
if (location.hash.startsWith("#r-")) { here = document.getElementById(location.hash.slice(1)); here?.classList.add("here"); if (here?.dataset.n) light([here.dataset.n], true); }
