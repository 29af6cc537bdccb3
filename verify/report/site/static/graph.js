// Focused views of the graph: graph.html#claim=ID&direction=ancestors&depth=2&edges=uses,parts
// The address says what is shown, so that a reload, the back button and a link show the same. Graphviz, compiled for
// browsers, is loaded with the first view; the list below each picture does not need it.
"use strict";

(() => {
  const { nodes, edges, relations, looks } = window.VERIFY_GRAPH;
  const place = new Map(nodes.map(([id], at) => [id, at]));
  const kinds = Object.keys(relations);
  const form = document.getElementById("choose");
  const examples = document.getElementById("examples");
  const view = document.getElementById("view");
  const picture = document.getElementById("view-graph");
  const told = document.getElementById("view-told");
  const SVG = "http://www.w3.org/2000/svg";

  // ---- the address
  const directions = ["ancestors", "descendants", "both"];
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (!asked.has("claim")) return null;
    const depth = Number.parseInt(asked.get("depth"), 10);
    const chosen = (asked.get("edges") ?? kinds.join()).split(",").filter((kind) => kinds.includes(kind));
    return {
      claim: asked.get("claim").trim(),
      direction: directions.includes(asked.get("direction")) ? asked.get("direction") : "ancestors",
      depth: asked.get("depth") === "all" ? Infinity : depth > 0 ? depth : 2,
      kinds: chosen.length ? chosen : kinds,
    };
  };
  const address = ({ claim, direction, depth, kinds: chosen }) => {
    const rest = chosen.length < kinds.length ? `&edges=${chosen.join()}` : "";
    return `#claim=${encodeURIComponent(claim)}&direction=${direction}&depth=${depth === Infinity ? "all" : depth}${rest}`;
  };

  // ---- which claims: breadth first along the chosen arrows, from the claim backwards, forwards or both
  const reached = (start, asked, depth) => {
    const found = new Map([[start, 0]]);
    for (const way of asked.direction === "both" ? ["ancestors", "descendants"] : [asked.direction]) {
      const [from, to] = way === "ancestors" ? [1, 0] : [0, 1];
      const next = new Map();
      for (const kind of asked.kinds) {
        for (const edge of edges[kind]) next.set(edge[from], [...(next.get(edge[from]) ?? []), edge[to]]);
      }
      let border = [start];
      const seen = new Set(border);
      for (let level = 1; level <= depth && border.length; level += 1) {
        border = [...new Set(border.flatMap((at) => next.get(at) ?? []))].filter((at) => !seen.has(at));
        for (const at of border) { seen.add(at); found.set(at, level); }
      }
    }
    return [...found.keys()].sort((a, b) => a - b);
  };

  // ---- drawing: the same steps as graph_drawing.py
  const home = (id) => id.split(".")[0];
  const texts = (at, paper) => {
    const words = nodes[at][0].split(".");
    const name = words.pop();
    if (words.length && words[0] === paper) words.shift();
    return { name, over: words.join("."), mark: looks.marks[nodes[at][1]] };
  };
  const attributes = (at, paper) => {
    const look = looks.shapes[nodes[at][1]] ?? looks.other;
    const { name, over } = texts(at, paper);
    const { letter, small, height, tall } = looks.sizes;
    const width = Math.ceil(Math.max((name.length + 2) * letter, over.length * small) * look.stretch) + look.pad + (over ? look.tall : 0);
    const inches = (pixels) => (pixels / 72).toFixed(4);
    return { shape: look.shape, style: look.style, width: inches(width), height: inches(over ? tall : height), class: String(at) };
  };
  const element = (name, about, ...inside) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(about)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };
  const bare = (shape) => {
    const kept = ["points", "d", "cx", "cy", "rx", "ry"].filter((key) => shape.hasAttribute(key));
    return element(shape.localName, Object.fromEntries(kept.map((key) => [key, shape.getAttribute(key)])));
  };
  const middle = (shape) => {
    if (shape.localName === "ellipse") return [Number(shape.getAttribute("cx")), Number(shape.getAttribute("cy"))];
    const numbers = (shape.getAttribute("points") ?? shape.getAttribute("d")).match(/-?\d+(?:\.\d+)?/g).map(Number);
    return [0, 1].map((axis) => {
      const along = numbers.filter((_, i) => i % 2 === axis);
      return (Math.min(...along) + Math.max(...along)) / 2;
    });
  };
  const box = (at, start, paper, shapes) => {
    const [id, verdict, standing, line] = nodes[at];
    const { name, over, mark } = texts(at, paper);
    const [x, y] = middle(shapes[0]);
    const about = { href: `claim/${id}.html`, class: `node v-${verdict} s-${standing}${at === start ? " focus" : ""}`, "aria-label": line };
    const made = element("a", about, element("title", {}, line), ...shapes.map(bare));
    if (over) made.append(element("text", { class: "over", x, y: y - 6 }, over));
    made.append(element("text", { x, y: y + (over ? 12 : 4) }, `${mark ? `${mark} ` : ""}${name}`));
    return made;
  };
  const draw = (viz, start, shown, arrows, label) => {
    const paper = home(nodes[start][0]);
    const drawn = viz.renderSVGElement({
      directed: true, strict: false,
      graphAttributes: looks.graph,
      nodeAttributes: { label: "", fixedsize: "true" },
      edgeAttributes: { arrowsize: "0.7" },
      nodes: shown.map((at) => ({ name: nodes[at][0], attributes: attributes(at, paper) })),
      edges: arrows.map(([kind, a, b]) => ({
        tail: nodes[a][0], head: nodes[b][0], attributes: { arrowhead: looks.heads[kind], class: `edge-${kind}` },
      })),
    });
    const whole = drawn.querySelector("g.graph");
    const lines = element("g", { class: "edges", "aria-hidden": "true" });
    const boxes = [];
    for (const group of whole.querySelectorAll(":scope > g")) {
      const [kind, mine] = group.getAttribute("class").split(" ");
      const shapes = [...group.querySelectorAll("path, polygon, polyline, ellipse")];
      if (kind === "edge") lines.append(element("g", { class: mine }, ...shapes.map(bare)));
      else boxes.push(box(Number(mine), start, paper, shapes));
    }
    const [left, top, width, height] = drawn.getAttribute("viewBox").split(" ").map(Number);
    const about = { class: "claim-graph", width: Math.ceil(width), height: Math.ceil(height), viewBox: [left, top, width, height].join(" "), role: "group", "aria-label": label };
    const moved = whole.getAttribute("transform").match(/translate\([^)]*\)/)[0];
    return element("svg", about, element("g", { transform: moved }, lines, ...boxes));
  };
  let loading = null;
  const graphviz = () => loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "static/viz-global.js";
    script.onload = () => window.Viz.instance().then(resolve, reject);
    script.onerror = () => reject(new Error("static/viz-global.js cannot be read"));
    document.head.append(script);
  });

  // ---- the list that says the same
  const link = (at) => {
    const [id, verdict] = nodes[at];
    const made = document.createElement("a");
    made.href = `claim/${id}.html`;
    made.className = `inline v-${verdict}`;
    made.textContent = `${looks.marks[verdict] ?? ""} ${id} (${verdict})`;
    return made;
  };
  const listed = (shown, arrows) => shown.map((at) => {
    const line = document.createElement("li");
    line.append(link(at));
    for (const kind of kinds) {
      const named = arrows.filter(([relation, , b]) => relation === kind && b === at);
      named.forEach(([, a], i) => line.append(i ? ", " : `; ${relations[kind]} `, link(a)));
    }
    return line;
  });

  // ---- one view
  const words = { ancestors: ["What ", " rests on"], descendants: ["What rests on ", ""], both: ["Around ", ""] };
  const title = ({ claim, direction }) => words[direction].join(claim);
  let latest = 0;
  const show = async () => {
    const asked = read();
    const turn = latest += 1;
    view.hidden = !asked;
    if (examples) examples.hidden = Boolean(asked);
    if (!asked) return;
    fill(asked);
    const start = place.get(asked.claim);
    const name = document.createElement(start === undefined ? "span" : "a");
    name.textContent = asked.claim;
    if (start !== undefined) name.href = `claim/${asked.claim}.html`;
    const [first, last] = words[asked.direction];
    document.getElementById("view-title").replaceChildren(first, name, last);
    document.querySelector(".graph-legend").open = false;
    picture.hidden = start === undefined;
    document.querySelector("#view details").hidden = start === undefined;
    if (start === undefined) {
      told.textContent = `No claim of this report is called ${asked.claim}.`;
      return;
    }
    const shown = reached(start, asked, asked.depth);
    const all = reached(start, asked, Infinity).length;
    const inside = new Set(shown);
    const arrows = kinds.filter((kind) => asked.kinds.includes(kind))
      .flatMap((kind) => edges[kind].filter(([a, b]) => inside.has(a) && inside.has(b)).map(([a, b]) => [kind, a, b]));
    const count = (number) => (number === 1 ? "1 claim" : `${number} claims`);
    const deeper = all > shown.length ? `; ${all - shown.length} more ${all - shown.length === 1 ? "lies" : "lie"} deeper` : "";
    document.getElementById("view-list").replaceChildren(...listed(shown, arrows));
    told.textContent = `${count(shown.length - 1)} besides it${deeper}.`;
    try {
      const drawn = draw(await graphviz(), start, shown, arrows, title(asked));
      if (turn !== latest) return;
      picture.replaceChildren(drawn);
      picture.removeAttribute("style");
      tools(picture);
      const middleOf = drawn.querySelector(".focus").getBoundingClientRect();
      const frame = picture.getBoundingClientRect();
      picture.scrollBy({ behavior: "instant", left: middleOf.x + middleOf.width / 2 - frame.x - frame.width / 2, top: middleOf.y + middleOf.height / 2 - frame.y - frame.height / 2 });
    } catch (error) {
      if (turn !== latest) return;
      picture.hidden = true;
      told.append(` It cannot be drawn here (${error.message}); the list below says the same.`);
      document.querySelector("#view details").open = true;
    }
  };

  // ---- the controls write the address, the address fills the controls
  const fill = (asked) => {
    form.elements.claim.value = asked.claim;
    form.elements.direction.value = asked.direction;
    const depth = asked.depth === Infinity ? "all" : String(asked.depth);
    const choices = form.elements.depth;
    if (![...choices.options].some((option) => option.value === depth)) choices.add(new Option(depth), choices.options.length - 1);
    choices.value = depth;
    for (const box of form.querySelectorAll("[name=edges]")) box.checked = asked.kinds.includes(box.value);
  };
  const go = () => {
    const claim = form.elements.claim.value.trim();
    if (!claim) return;
    const depth = form.elements.depth.value;
    const chosen = [...form.querySelectorAll("[name=edges]:checked")].map((box) => box.value);
    location.hash = address({
      claim, direction: form.elements.direction.value, depth: depth === "all" ? Infinity : Number(depth), kinds: chosen,
    });
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); go(); });
  form.addEventListener("change", (event) => { if (event.target.name !== "claim" || place.has(event.target.value.trim())) go(); });
  form.elements.claim.addEventListener("focus", () => {
    const choices = document.getElementById("choose-claims");
    if (!choices.children.length) choices.append(...nodes.map(([id, , , line]) => new Option(line.split(". ").slice(1).join(". "), id)));
  });
  form.hidden = false;

  // ---- larger, smaller, the width of the page: for pictures that do not fit
  const tools = (frame) => {
    const drawn = frame.querySelector("svg");
    const width = Number(drawn.getAttribute("width"));
    frame.previousElementSibling?.matches(".zoom") && frame.previousElementSibling.remove();
    if (width <= frame.clientWidth) return;
    let scale = 1;
    const zoom = (wanted) => {
      scale = Math.min(2, Math.max(0.1, wanted));
      drawn.style.width = `${Math.round(width * scale)}px`;
    };
    const bar = document.createElement("div");
    bar.className = "zoom";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Size of the picture");
    const button = (text, name, action) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = text;
      made.setAttribute("aria-label", name);
      made.addEventListener("click", action);
      bar.append(made);
    };
    button("−", "Smaller", () => zoom(scale / 1.25));
    button("+", "Larger", () => zoom(scale * 1.25));
    button("Fit", "Fit the width", () => zoom((frame.clientWidth - 24) / width));
    button("1:1", "Natural size", () => zoom(1));
    frame.before(bar);
  };
  for (const frame of document.querySelectorAll(".graphs .graph")) tools(frame);

  addEventListener("hashchange", show);
  show();
})();
