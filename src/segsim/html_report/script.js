"use strict";
// How are sections drawn, chosen from, shown as tables and downloaded? See html_report/section.py for what is promised.
const segsim = (() => {
  const page = JSON.parse(document.getElementById("segsim-data").textContent);
  const EMBED = {
    actions: false, renderer: "svg", defaultStyle: false, mode: "vega-lite",
    expressionFunctions: { say: (value, sign) => say(value, sign || ""), tick }, // numbers on axes as in words
  };
  const NARROW = 480; // pixels
  const makers = {}; // name -> function (section, chosen, page) -> what to draw
  const now = {}; // id -> what is drawn: views, rows, columns, promise

  function with_commas(number, digits) {
    const text = number.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return text.replace("-", "\u2212").replace(/^\u2212(0(\.0*)?)$/, "$1");
  }

  // A number as people say it: 2,310, 47 %, 1.20, 0.087.
  function say(value, unit) {
    if (value === null || value === undefined || !Number.isFinite(value)) return "none";
    if (unit === "%") {
      const percent = 100 * value, size = Math.abs(percent);
      return with_commas(percent, size >= 9.95 || size < 0.005 ? 0 : size >= 0.095 ? 1 : 2) + " %";
    }
    const size = Math.abs(value);
    for (const [from, word] of [[1e9, "billion"], [1e6, "million"]])
      if (size >= from) return with_commas(value / from, size >= 100 * from ? 0 : size >= 10 * from ? 1 : 2) + " " + word;
    const step = size >= 10000 ? 100 : 10;
    if (size >= 1000) return with_commas(Math.sign(value) * step * Math.floor(size / step + 0.5), 0);
    return with_commas(value, size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : size >= 0.001 ? 3 : 5);
  }

  // One of a difference and its ends as analysis/numbers.py writes them: two digits for half the interval; points.
  function change(value, [mean, low, high], sign) {
    if (!Number.isFinite(value)) return "none";
    const factor = sign === "%" ? 100 : 1, known = [mean, low, high].filter(Number.isFinite).map((one) => Math.abs(factor * one));
    const [scale, word] = [[1e9, " billion"], [1e6, " million"]].find(([from]) => Math.max(...known) >= from) || [1, ""];
    const half = (factor * high - factor * low) / 2, spread = (Number.isFinite(half) && half > 0 ? half : Math.abs(factor * mean)) / scale;
    const digits = spread > 0 ? Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(spread) + 1e-9))) : 0;
    const text = with_commas((factor * value) / scale, digits);
    return (value > 0 && /[1-9]/.test(text) ? "+" : "") + text + (sign === "%" ? " points" : word);
  }

  // A number on an axis: as many decimals as its neighbours need.
  function tick(value, sign, step) {
    const scale = sign === "%" ? 100 : 1;
    const size = Math.max(Math.abs(step * scale), 1e-12);
    if (size >= 1e5) return value === 0 ? "0" : say(value, sign);
    let digits = Math.max(0, -Math.floor(Math.log10(size) + 1e-9));
    if (Math.abs((size * 10 ** digits) % 1) > 1e-6) digits += 1; // steps of 2.5
    return with_commas(value * scale, digits) + (sign === "%" ? " %" : "");
  }

  // Rows of a table that is kept column by column.
  function rows_of(columns) {
    const names = Object.keys(columns);
    const length = names.length ? (columns[names[0]].codes || columns[names[0]]).length : 0;
    return Array.from({ length }, (_, at) => {
      const row = {};
      for (const name of names) {
        const column = columns[name];
        row[name] = column.codes ? (column.codes[at] < 0 ? null : column.words[column.codes[at]]) : column[at];
      }
      return row;
    });
  }

  function element(id) { return document.getElementById(id); }

  function chosen_in(id) {
    const chosen = {};
    for (const field of element(id).querySelectorAll("[data-control]")) chosen[field.dataset.control] = field.value;
    return chosen;
  }

  function words_of(section, chosen) {
    const words = {};
    for (const [name, value] of Object.entries(chosen)) words[name] = (section.words[name] || {})[value] ?? value;
    return words;
  }

  function fill(text, words) { return text.replace(/\{([a-z_]+)\}/g, (whole, name) => words[name] ?? whole); }

  // Sections without a maker: rows whose columns hold what is chosen, one chart for each value of the panels' column.
  function plain(section, chosen) {
    section.all_rows ??= rows_of(section.rows);
    const filters = Object.entries(chosen).filter(([name]) => name in section.rows);
    const rows = section.all_rows.filter((row) => filters.every(([name, value]) => String(row[name]) === value));
    const groups = new Map();
    for (const row of rows) {
      const key = section.panels ? row[section.panels] : "";
      groups.set(key, [...(groups.get(key) || []), row]);
    }
    return { rows, panels: [...groups].map(([title, inside]) => ({ title, rows: inside })) };
  }

  function specification(section, panel, chosen, alt) {
    const spec = structuredClone(section.chart);
    spec.datasets = { rows: panel.rows, ...panel.datasets };
    spec.description = alt;
    if (panel.height) spec.height = panel.height;
    const given = { ...chosen, ...panel.params, narrow: window.innerWidth < NARROW };
    for (const parameter of spec.params || [])
      if (parameter.name in given && !parameter.select)
        parameter.value = typeof parameter.value === "number" ? Number(given[parameter.name]) : given[parameter.name];
    return spec;
  }

  async function draw(id) {
    const section = page.sections[id], root = element(id), chosen = chosen_in(id);
    const made = (makers[section.maker] || plain)(section, chosen, page);
    const words = { ...words_of(section, chosen), ...made.words };
    for (const [part, text] of [["question", section.question], ["subtitle", section.subtitle], ["note", section.note]]) {
      const place = root.querySelector(`[data-${part}]`);
      if (place) place.textContent = fill(text, words);
    }
    for (const [name, is_off] of Object.entries(made.off || {})) {
      const field = root.querySelector(`[data-control="${name}"]`);
      if (field) field.disabled = is_off;
    }
    if (made.source) root.querySelector("[data-source]").textContent = made.source;
    const state = { rows: made.rows, columns: made.columns || section.columns, views: [] };
    state.sign = made.sign || ((column, row) => (section.formats[column] === "unit" ? row.sign : section.formats[column] || ""));
    const charts = root.querySelector("[data-charts]");
    if (charts) await embed(section, charts, made.panels, chosen, fill(section.alt, words), state);
    for (const old of now[id].views || []) old.finalize();
    Object.assign(now[id], state);
    if (root.querySelector("[data-numbers]").open) show_table(id);
  }

  async function embed(section, charts, panels, chosen, alt, state) {
    const figures = panels.map((panel) => {
      const figure = document.createElement("figure");
      if (panel.title) {
        const caption = document.createElement("figcaption");
        caption.textContent = panel.title;
        if (panel.under) {
          const under = document.createElement("small");
          under.textContent = panel.under;
          caption.append(under);
        }
        figure.append(caption);
      }
      const chart = document.createElement("div");
      chart.dataset.chart = "";
      chart.setAttribute("role", "img");
      chart.setAttribute("aria-label", panel.title ? `${panel.title}. ${panel.alt || alt}` : panel.alt || alt);
      figure.append(chart);
      if (panel.read) {
        const reading = document.createElement("p");
        reading.dataset.reading = "";
        figure.append(reading);
      }
      return figure;
    });
    charts.style.minHeight = `${charts.offsetHeight}px`; // so that the page does not jump
    charts.replaceChildren(...figures);
    charts.dataset.count = String(panels.length);
    for (const [at, panel] of panels.entries()) {
      const place = figures[at].querySelector("[data-chart]");
      const spec = specification(section, panel, chosen, place.getAttribute("aria-label"));
      const { view } = await vegaEmbed(place, spec, EMBED);
      place.setAttribute("role", "img"); // Vega wrote its own; its marks are not to be read out one by one
      place.removeAttribute("aria-roledescription");
      for (const svg of place.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true"); // the label says it
      if (panel.read) follow(place, view, panel, figures[at].querySelector("[data-reading]"));
      state.views.push(view);
    }
    charts.style.minHeight = "";
    if (!panels.length) charts.textContent = "Nothing was recorded for this choice.";
  }

  // Under the chart stands what the pointer or the finger is at; for the keyboard there is the table.
  function follow(place, view, panel, reading) {
    place.addEventListener("pointermove", (event) => {
      const left = place.querySelector("svg").getBoundingClientRect().left + view.origin()[0] + view.padding().left;
      reading.textContent = panel.read(view.scale("x").invert(event.clientX - left));
    });
    place.addEventListener("pointerleave", () => { reading.textContent = ""; });
  }

  // One drawing of a section after the other: the last choice is what stands.
  function redraw(id) {
    now[id].promise = now[id].promise.then(() => draw(id));
  }

  function cell(state, column, row) {
    const value = row[column];
    if (typeof value !== "number") return value ?? "";
    const sign = state.sign(column, row);
    if (sign === "as is") return String(value);
    const ends = [row.difference ?? row.mediated, row.low, row.high];
    if (["difference", "mediated", "low", "high"].includes(column) && ends[0] !== undefined) return change(value, ends, sign);
    return say(value, sign);
  }

  function show_table(id) {
    const state = now[id], names = Object.keys(state.columns);
    const table = element(id).querySelector("[data-table]");
    const row_of = (tag, texts, numbers) => {
      const row = document.createElement("tr");
      for (const [at, text] of texts.entries()) {
        const field = document.createElement(tag);
        field.textContent = text;
        if (tag === "th") field.scope = "col";
        if (numbers && typeof numbers[at] === "number") field.className = "number";
        row.append(field);
      }
      return row;
    };
    const head = document.createElement("thead"), body = document.createElement("tbody");
    head.append(row_of("th", names.map((name) => state.columns[name])));
    for (const row of state.rows)
      body.append(row_of("td", names.map((name) => cell(state, name, row)), names.map((name) => row[name])));
    table.replaceChildren(head, body);
  }

  function csv(id) {
    const state = now[id], names = Object.keys(state.columns);
    const field = (value) => (/[",\r\n]/.test(String(value ?? "")) ? `"${String(value).replaceAll('"', '""')}"` : String(value ?? ""));
    return [names, ...state.rows.map((row) => names.map((name) => row[name]))].map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
  }

  function download(id) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", csv(id)], { type: "text/csv;charset=utf-8" }));
    link.download = `segsim-${id}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function listen(id) {
    const root = element(id);
    for (const field of root.querySelectorAll("[data-control]"))
      field.addEventListener("input", () => {
        const output = field.parentElement.querySelector("output");
        if (output) output.textContent = page.sections[id].words[field.dataset.control][field.value];
        redraw(id);
      });
    root.querySelector("[data-numbers]").addEventListener("toggle", (event) => { if (event.target.open && now[id].rows) show_table(id); });
    root.querySelector("[data-download]").addEventListener("click", () => drawn(id).then(() => download(id)));
  }

  function drawn(id) { return now[id].promise; }

  function start() {
    let last = Promise.resolve();
    for (const id of Object.keys(page.sections)) {
      listen(id);
      last = last.then(() => draw(id)).then(() => new Promise((resolve) => setTimeout(resolve, 0))); // let readers scroll
      now[id] = { promise: last };
    }
    return last;
  }

  return {
    makers, say, change, page, start, rows_of, csv,
    drawn,
    values: (id) => now[id].views.flatMap((view) => view.data("rows").map(({ ...row }) => row)),
    table: (id) => now[id].rows.map((row) => Object.fromEntries(Object.keys(now[id].columns).map((name) => [name, row[name]]))),
  };
})();
window.segsim = segsim;
