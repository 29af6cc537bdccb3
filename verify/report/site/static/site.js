// What the pages do beyond reading: the colour scheme, the search, copying, filters. Everything is readable without it.
"use strict";

(() => {
  const root = document.body.dataset.root || "";

  // ---- the colour scheme: the system's, unless the reader chose one
  const button = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const tellTheme = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `Switch to the ${isDark() ? "light" : "dark"} colours`);
  };
  if (button) {
    button.hidden = false;
    tellTheme();
    system.addEventListener("change", tellTheme);
    button.addEventListener("click", () => {
      const chosen = isDark() ? "light" : "dark";
      document.documentElement.dataset.theme = chosen;
      try { localStorage.setItem("verify-theme", chosen); } catch { /* not kept: storage is off */ }
      tellTheme();
    });
  }

  // ---- what scrolls sideways can be reached by the keyboard; what does not is no stop on the way
  const scrollers = document.querySelectorAll(".statement, .hypotheses li, main p:has(math)");
  const reach = () => {
    for (const box of scrollers) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; else box.removeAttribute("tabindex");
    }
  };
  reach();
  addEventListener("resize", reach);

  // ---- printing: what is folded is part of the page
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details:not([open])")) {
      folded.open = true;
      folded.dataset.printed = "";
    }
  });
  addEventListener("afterprint", () => {
    for (const folded of document.querySelectorAll("details[data-printed]")) {
      folded.open = false;
      delete folded.dataset.printed;
    }
  });

  // ---- copying: <div class="copying"><pre>...</pre></div>
  for (const box of document.querySelectorAll(".copying")) {
    const text = box.querySelector("pre");
    const copy = document.createElement("button");
    copy.type = "button";
    copy.textContent = "Copy";
    copy.setAttribute("aria-live", "polite");
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.innerText.trimEnd());
        copy.textContent = "Copied";
      } catch { // no clipboard here: select, so that the reader's own shortcut copies
        getSelection().selectAllChildren(text);
        copy.textContent = "Selected";
      }
      setTimeout(() => { copy.textContent = "Copy"; }, 2000);
    });
    box.append(copy);
  }

  // ---- filters: <form class="filters" data-table="ID">, rows with data-<name of a select> and data-text
  for (const form of document.querySelectorAll("form.filters")) {
    const rows = [...document.querySelectorAll(`#${form.dataset.table} tbody tr`)];
    const told = form.querySelector("[role=status]");
    const apply = () => {
      const wanted = [...form.elements].filter((field) => field.name && field.value);
      let shown = 0;
      for (const row of rows) {
        const fits = wanted.every((field) => field.type === "search"
          ? field.value.toLowerCase().split(/\s+/).every((word) => row.dataset.text.includes(word))
          : row.dataset[field.name].split(" ").includes(field.value));
        row.hidden = !fits;
        shown += fits;
      }
      told.textContent = `${shown} of ${rows.length} claims`;
    };
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field.name && asked.has(field.name)) field.value = asked.get(field.name);
    }
    const keep = () => {
      const kept = new URLSearchParams();
      for (const field of form.elements) if (field.name && field.value) kept.set(field.name, field.value);
      const query = kept.toString();
      try { history.replaceState(null, "", query ? `?${query}` : location.pathname); } catch { /* from disk, in some browsers */ }
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => { apply(); keep(); });
    form.addEventListener("reset", () => setTimeout(() => { apply(); keep(); }));
    apply();
  }

  // ---- search: search.js is loaded when it is first needed, because pages on disk cannot fetch
  const input = document.getElementById("search");
  if (!input) return;
  const found = document.getElementById("found");
  const heard = document.getElementById("heard");
  const list = document.createElement("div");
  const more = document.createElement("p");
  list.id = "hits";
  found.append(list, more);
  const most = 12;
  let index = null, hits = [], chosen = -1, loading = null;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "hits");
  input.setAttribute("aria-autocomplete", "list");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Claims found");

  const load = () => loading ??= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = `${root}search.js`;
    script.onload = () => {
      index = window.VERIFY_SEARCH.map(([id, label, title, text, verdict]) => ({
        id, label, title, verdict,
        head: `${id} ${label}`.toLowerCase(), name: title.toLowerCase(), text: text.toLowerCase(),
      }));
      resolve();
    };
    script.onerror = () => { index = []; resolve(); };
    document.head.append(script);
  });

  // A word counts most in the id and the label, then in the title, then in the statement; whole words before parts.
  const score = (entry, words) => {
    let total = 0;
    for (const word of words) {
      const own = entry.id.toLowerCase() === word || entry.label.toLowerCase() === word ? 90 : 0;
      const weight = entry.head.includes(word) ? 30 : entry.name.includes(word) ? 12 : entry.text.includes(word) ? 3 : 0;
      if (!weight) return 0;
      const whole = ` ${entry.head} ${entry.name} ${entry.text} `.split(/[^\p{L}\p{N}_]+/u).includes(word) ? 4 : 0;
      total += own + weight + whole;
    }
    return total - entry.id.length / 100;
  };

  const marked = (text, words) => {
    const piece = document.createDocumentFragment();
    const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "gi");
    text.split(pattern).forEach((part, i) => {
      if (i % 2) {
        const mark = document.createElement("mark");
        mark.textContent = part;
        piece.append(mark);
      } else piece.append(part);
    });
    return piece;
  };

  const choose = (at) => {
    chosen = at;
    [...list.querySelectorAll("[role=option]")].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === at));
      if (i === at) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
    if (at < 0) input.removeAttribute("aria-activedescendant");
  };

  const close = () => {
    found.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const option = (entry, i, words) => {
    const line = document.createElement("a");
    line.href = `${root}claim/${entry.id}.html`;
    line.id = `found-${i}`;
    line.tabIndex = -1;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    const title = document.createElement("div");
    title.append(marked(entry.title, words));
    const where = document.createElement("div");
    where.className = "where";
    const verdict = document.createElement("span");
    verdict.className = `badge v-${entry.verdict}`;
    verdict.textContent = entry.verdict;
    const id = document.createElement("code");
    id.append(marked(entry.id, words));
    const label = document.createElement("span");
    label.append(marked(entry.label, words));
    where.append(verdict, label, id);
    line.append(title, where);
    return line;
  };

  const look = async () => {
    const words = input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) { heard.textContent = ""; close(); return; }
    await load();
    const all = index.map((entry) => [score(entry, words), entry]).filter(([points]) => points > 0);
    all.sort(([a, x], [b, y]) => b - a || (x.id < y.id ? -1 : 1));
    hits = all.slice(0, most).map(([, entry]) => entry);
    list.replaceChildren(...hits.map((entry, i) => option(entry, i, words)));
    const rest = all.length - hits.length;
    const count = all.length === 1 ? "1 claim" : `${all.length} claims`;
    more.hidden = !rest && hits.length > 0;
    more.textContent = hits.length ? `and ${rest} more; Enter without a choice lists them all` : "No claim has these words.";
    found.hidden = false;
    input.setAttribute("aria-expanded", "true");
    heard.textContent = hits.length ? `${count} found; arrow keys choose, Enter opens` : "No claim found";
    choose(-1);
  };

  input.addEventListener("focus", load);
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (found.hidden) { look(); return; }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (hits.length) choose((chosen + step + hits.length + (chosen < 0 && step < 0 ? 1 : 0)) % hits.length);
    } else if (event.key === "Escape") {
      if (found.hidden) input.blur(); else { event.preventDefault(); close(); }
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (chosen >= 0) location.href = `${root}claim/${hits[chosen].id}.html`;
      else if (input.value.trim()) location.href = `${root}claims.html?text=${encodeURIComponent(input.value.trim())}`;
    }
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) close(); });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
})();
