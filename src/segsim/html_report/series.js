// How do the page's shared series become charts: side by side by indicator or by group, as levels or as differences?
segsim.makers.series = (section, chosen, page) => {
  const shared = page.shared, about = shared.about;
  const QUANTILES = ["low_90", "low_50", "middle", "high_50", "high_90"];
  const is_difference = chosen.values === "difference";
  const policy = Number(chosen.policy || 0);

  // Which panels: pairs of indicator and group.
  const families = section.families, groups = Object.keys(shared.groups);
  const has = (family, group) => `${family}|${group}` in shared.series;
  const pairs = chosen.side === "indicators" ? families.filter((one) => has(one, chosen.group)).map((one) => [one, chosen.group])
    : chosen.side === "groups" ? groups.filter((one) => has(chosen.indicator, one)).map((one) => [chosen.indicator, one])
      : has(chosen.indicator, chosen.group) ? [[chosen.indicator, chosen.group]] : [];
  const many = chosen.side !== "one";

  function lines_of(stepped) { // whole numbers of a step -> numbers
    const step = 10 ** Math.abs(stepped.power);
    return stepped.lines.map((line) => line.map((v) => (v === null ? null : stepped.power < 0 ? v / step : v * step)));
  }
  const when_said = ([year, month]) => (month ? `${year}-${String(month).padStart(2, "0")}` : String(year));
  const time_of = ([year, month]) => (month ? year + (month - 0.5) / 12 : year + 0.5);

  function rows_of(series, what, role, stepped, names) {
    const lines = lines_of(stepped), at = shared.at[series.every];
    return at.map((date, number) => {
      const row = { ...names, what, role, when: when_said(date), time: time_of(date) };
      if (lines.length === 1) row.middle = lines[0][number];
      else QUANTILES.forEach((name, line) => { row[name] = lines[line][number]; });
      return row;
    }).filter((row) => row.middle !== null);
  }

  function panel_of([family, group]) {
    const key = `${family}|${group}`, series = shared.series[key], info = about[family];
    const names = { indicator: info.label, group: shared.groups[group].label, unit: info.raw };
    const after = series.policies[policy];
    const rows = is_difference
      ? rows_of(series, "difference", "difference", after.difference, names)
      : [
        ...rows_of(series, shared.names.baseline, after ? "baseline" : "policy", series.baseline, names),
        ...(after ? rows_of(series, shared.names.policies[policy], "policy", after.level, names) : []),
        ...(shared.published[key] || []).map((point) => ({
          ...names, what: "published", role: point.read ? "published" : "recalled", when: point.when, time: point.time,
          middle: point.value, low_90: point.low, high_90: point.high, source: point.source,
        })),
      ];
    return { rows, family, group, unit: info.unit, sign: info.percent ? "%" : "" };
  }

  // Ends of the y-axis: always with zero in it, on round numbers.
  function ends_of(rows) {
    let low = 0, high = 0;
    for (const row of rows)
      for (const name of ["middle", "low_90", "high_90"])
        if (Number.isFinite(row[name])) { low = Math.min(low, row[name]); high = Math.max(high, row[name]); }
    if (high === low) high = low + 1;
    const raw = (high - low) / 4, tens = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 2.5, 5, 10].map((one) => one * tens).find((one) => one >= raw);
    const room = 0.1 * (high - low); // for the word at the policy's date
    const ends = [Math.floor(low / step + 1e-9) * step || 0, Math.ceil((high + room) / step - 1e-9) * step || 0, step];
    if (low > -0.4 * step) ends[0] = 1.1 * low; // a little under zero needs no whole step
    if (high < 0.1 * step) ends[1] = 0.3 * step;
    return ends;
  }

  const signs = Object.fromEntries(Object.values(about).map((info) => [info.label, info.percent ? "%" : ""]));
  const panels = pairs.map(panel_of).filter((panel) => panel.rows.length);
  const common = new Map();
  if (chosen.axes === "same")
    for (const panel of panels) common.set(panel.unit, [...(common.get(panel.unit) || []), ...panel.rows]);

  // Names at the ends of lines, moved apart where they would lie on one another.
  function name_ends(rows, [low, high], height) {
    const ends = new Map();
    for (const row of rows) if (["baseline", "policy", "difference"].includes(row.role)) ends.set(row.role, row);
    const sorted = [...ends.values()].sort((a, b) => a.middle - b.middle);
    const least = (14 / height) * (high - low);
    const places = sorted.map((row) => row.middle);
    if (places.length === 2 && places[1] - places[0] < least) {
      const middle = (places[0] + places[1]) / 2;
      places[0] = Math.max(low, middle - least / 2);
      places[1] = places[0] + least;
    }
    return sorted.map((row, at) => ({ time: row.time, place: places[at], text: row.role === "policy" && !shared.names.policies.length ? "model" : row.role, role: row.role }));
  }

  function read(panel, time) { // what stands at a moment, in words
    const models = panel.rows.filter((row) => !["published", "recalled"].includes(row.role));
    if (!models.length) return "";
    const nearest = models.reduce((best, row) => (Math.abs(row.time - time) < Math.abs(best.time - time) ? row : best)).when;
    const said = panel.rows.filter((row) => row.when === nearest).map((row) => {
      const band = row.low_90 === undefined || row.low_90 === null || row.role === "published" ? ""
        : ` (${segsim.say(row.low_90, panel.sign)} to ${segsim.say(row.high_90, panel.sign)})`;
      return `${row.what} ${segsim.say(row.middle, panel.sign)}${band}`;
    });
    return `${nearest}: ${said.join("; ")}`;
  }

  const height = many ? 190 : 340, [first, last] = shared.span;
  const single = !many ? pairs[0] : null;
  const first_pair = pairs[0] || [chosen.indicator, chosen.group];
  const words = {
    indicator: about[first_pair[0]].label,
    group: shared.groups[first_pair[1]].label,
    measured: (is_difference ? "Difference, policy less baseline. " : "") + (chosen.side === "indicators"
      ? `${capital(shared.groups[chosen.group].label)}; the unit stands under each title`
      : `${capital(about[first_pair[0]].unit)}: ${about[first_pair[0]].meaning}${single ? `; ${shared.groups[single[1]].label}` : ""}`),
    what: is_difference ? "differences of policy and baseline" : "levels",
  };
  function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }

  return {
    words,
    rows: panels.flatMap((panel) => panel.rows),
    columns: {
      indicator: "indicator", group: "who", unit: "unit", what: "what", when: "when", middle: shared.seeds > 1 ? "median of seeds" : "value",
      ...(shared.seeds > 1 ? { low_50: "50 % from", high_50: "50 % to", low_90: `${shared.outer_short} from`, high_90: `${shared.outer_short} to` } : {}),
      source: "source",
    },
    sign: (column, row) => (column === "middle" || column.includes("_") ? signs[row.indicator] : ""),
    source: source_of(panels),
    off: { group: chosen.side === "groups", indicator: chosen.side === "indicators", axes: !many },
    panels: panels.map((panel) => {
      const [low, high, step] = ends_of(common.get(panel.unit) || panel.rows);
      const info = about[panel.family], look = shared.groups[panel.group];
      return {
        title: many ? capital(chosen.side === "groups" ? look.label : info.label) : "",
        under: chosen.side === "indicators" ? `${info.unit}${is_difference ? ", difference" : ""}` : "",
        rows: panel.rows,
        datasets: { marks: shared.marks, ends: name_ends(panel.rows, [low, high], height) },
        params: { low, high, step, first, last, colour: look.colour, ink: look.ink, sign: panel.sign },
        height,
        read: (time) => read(panel, time),
        alt: `${capital(info.label)}, ${look.label}, ${info.unit}. ${summary(panel)}`,
      };
    }),
  };

  function summary(panel) { // the last moment, for people who do not see the chart
    const models = panel.rows.filter((row) => !["published", "recalled"].includes(row.role));
    return models.length ? `At the end, ${read(panel, models.at(-1).time)}.` : "";
  }

  function source_of(shown) {
    const keys = shown.map((panel) => `${panel.family}|${panel.group}`);
    const texts = is_difference ? [] : [...new Set(keys.map((key) => shared.sources[key]).filter(Boolean))];
    const published = texts.length ? ` Published figures (diamonds; hollow where a figure is recalled, not read): ${texts.join("; ")}.` : "";
    return shared.model_source + published;
  }
};
