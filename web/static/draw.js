// Timelines (uPlot), networks (cytoscape) and maps (d3-geo), each from the JSON twin of its page. Every mark leads to its sentence.
const base = new URL("vendor/", import.meta.url);
const loaded = new Map();
function script(name) {
  if (!loaded.has(name)) {
    loaded.set(name, new Promise((done, fail) => {
      const s = document.createElement("script");
      s.src = new URL(name, base); s.onload = done; s.onerror = fail;
      document.head.append(s);
    }));
  }
  return loaded.get(name);
}
const twins = new Map();
function twin(address) {
  if (!twins.has(address)) twins.set(address, fetch(address).then((a) => a.json()));
  return twins.get(address);
}
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const color = (x) => x <= -5 ? "--q4" : x < 0 ? "--q3" : x < 5 ? "--q1" : "--q2";

export function draw(e) {
  const d = e.dataset;
  e.replaceChildren();
  const job = d.chart ? chart(e, d.chart) : d.network ? network(e, d.network) : map(e, d.map);
  job.catch((err) => { e.hidden = true; console.warn("not drawn:", err.message); });
}

async function chart(e, address) {
  await script("uPlot.iife.min.js");
  const data = await twin(address);
  const events = (data.moments ?? []).filter((m) => m.kind === "event" && m.from).sort((a, b) => a.from < b.from ? -1 : 1);
  if (events.length < 2) { e.hidden = true; return; }
  const xs = events.map((m) => Date.parse(m.from) / 1000), ys = events.map((m) => m.intensity);
  const font = "11px Franklin, sans-serif";
  let at = null;
  const dots = (u) => {
    const c = u.ctx;
    for (let i = 0; i < xs.length; i++) {
      c.beginPath(); c.globalAlpha = .75; c.fillStyle = ink(color(ys[i]));
      c.arc(u.valToPos(xs[i], "x", true), u.valToPos(ys[i], "y", true), 4 * devicePixelRatio, 0, 7); c.fill();
    }
    c.globalAlpha = 1;
  };
  const say = document.createElement("p");
  say.className = "meta"; say.textContent = "Each point is an event: higher is friendlier. Choose one to read its sentence.";
  const axis = { stroke: ink("--soft"), font, grid: { stroke: ink("--hair"), width: 1 }, ticks: { stroke: ink("--hair"), width: 1 } };
  const u = new uPlot({
    width: e.clientWidth, height: 170, legend: { show: false }, cursor: { y: false, drag: { x: true } },
    scales: { y: { range: [-10.5, 10.5] } }, axes: [axis, { ...axis, size: 34 }],
    series: [{}, { stroke: "transparent", points: { show: false } }],
    hooks: { draw: [dots], setCursor: [(u) => {
      at = u.cursor.idx;
      if (at != null) say.textContent = `${events[at].from}: ${events[at].who?.name ?? "somebody"} ${events[at].what} ${events[at].whom?.name ?? ""}`;
    }] },
  }, [xs, ys], e);
  e.append(say);
  e.setAttribute("role", "img"); e.setAttribute("aria-label", `${events.length} events by day and intensity; the list below says the same`);
  u.over.addEventListener("click", () => { if (at != null) location.href = "/at/" + events[at].seq; });
  new ResizeObserver(() => u.setSize({ width: e.clientWidth, height: 170 })).observe(e);
}

async function network(e, address) {
  const data = await twin(address);
  if (!data.dyads?.length) { e.hidden = true; return; }
  await script("cytoscape.min.js");
  const most = Math.max(...data.dyads.map((d) => d.events));
  const nodes = [{ data: { id: "0", label: data.actor.name, size: 26 } }, ...data.dyads.map((d, i) => ({ data: { id: String(i + 1), label: d.name, size: 8 + 12 * d.events / most, ask: d.ask } }))];
  const edges = data.dyads.map((d, i) => ({ data: { id: "e" + i, source: "0", target: String(i + 1), width: 1 + 4 * d.events / most, color: ink(color(d.intensity)), seq: d.seq } }));
  const cy = cytoscape({
    container: e, elements: { nodes, edges }, userZoomingEnabled: false, boxSelectionEnabled: false,
    layout: { name: "concentric", concentric: (n) => n.id() === "0" ? 2 : 1, levelWidth: () => 1, minNodeSpacing: 14 },
    style: [
      { selector: "node", style: { label: "data(label)", width: "data(size)", height: "data(size)", "background-color": ink("--soft"), color: ink("--ink"), "font-family": "Franklin, sans-serif", "font-size": 9, "text-wrap": "ellipsis", "text-max-width": 66, "text-valign": "bottom", "text-margin-y": 3 } },
      { selector: "#0", style: { "background-color": ink("--red"), "font-size": 11, "font-weight": 600 } },
      { selector: "edge", style: { width: "data(width)", "line-color": "data(color)", "curve-style": "straight", opacity: .7 } },
    ],
  });
  cy.on("tap", "node[ask]", (ev) => { location.href = "/dyad?" + new URLSearchParams({ a: data.who, b: ev.target.data("ask") }); });
  cy.on("tap", "edge", (ev) => { location.href = "/at/" + ev.target.data("seq"); });
  e.setAttribute("role", "img"); e.setAttribute("aria-label", "Who the actor deals with; the table below says the same");
}

async function map(e, address) {
  const data = await twin(address);
  const places = (data.places ?? []).filter((p) => p.lat || p.lon);
  if (!places.length) { e.hidden = true; return; }
  await script("d3-array.min.js");
  await Promise.all([script("d3-geo.min.js"), script("topojson-client.min.js")]);
  const atlas = await fetch(new URL("countries-110m.json", base)).then((a) => a.json());
  const width = 640, height = 330, svg = (n, at) => { const x = document.createElementNS("http://www.w3.org/2000/svg", n); for (const k in at) x.setAttribute(k, at[k]); return x; };
  const points = { type: "MultiPoint", coordinates: places.map((p) => [p.lon ?? 0, p.lat ?? 0]) };
  const projection = d3.geoEqualEarth();
  if (e.classList.contains("tall") || places.length < 2) projection.fitExtent([[4, 4], [width - 4, height - 4]], { type: "Sphere" });
  else { projection.fitExtent([[60, 50], [width - 60, height - 50]], points); if (projection.scale() > 900) { const c = d3.geoCentroid(points); projection.scale(900).translate([0, 0]); const [x, y] = projection(c); projection.translate([width / 2 - x, height / 2 - y]); } }
  projection.clipExtent([[0, 0], [width, height]]);
  const path = d3.geoPath(projection);
  const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Where it took place; the table says the same" });
  for (const f of topojson.feature(atlas, atlas.objects.countries).features) { const d = path(f); if (d) root.append(svg("path", { d, class: "land" })); }
  const most = Math.max(...places.map((p) => p.events));
  for (const p of places) {
    const at = projection([p.lon ?? 0, p.lat ?? 0]);
    if (!at) continue;
    const a = svg("a", { href: "/at/" + p.seq, "aria-label": `${p.name}: ${p.events} events` });
    const dot = svg("circle", { cx: at[0], cy: at[1], r: 3 + 5 * Math.sqrt(p.events / most), class: "dot " + (p.intensity < 0 ? "q4" : p.intensity > 0 ? "q2" : "q1") });
    const title = svg("title", {}); title.textContent = `${p.name}: ${p.events} ${p.events === 1 ? "event" : "events"}`;
    dot.append(title); a.append(dot); root.append(a);
  }
  e.replaceChildren(root);
}
