// How do the numbers of cities become tiles? One panel a world, and one for what lies between them.
(() => {
  const UNKNOWN = "none", BLANK = "#ffffff";
  const parts = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

  // The colour at a place from 0 to 1 on a ramp, and black or white on it, whichever is easier to read (WCAG 2).
  function colour_at(ramp, place) {
    const step = Math.min(Math.floor(place * (ramp.length - 1)), ramp.length - 2), share = place * (ramp.length - 1) - step;
    const [low, high] = [parts(ramp[step]), parts(ramp[step + 1])];
    return "#" + low.map((part, at) => Math.round(part + share * (high[at] - part)).toString(16).padStart(2, "0")).join("");
  }
  function ink_on(colour) {
    const [red, green, blue] = parts(colour).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";
  }

  function signed(value, sign) { return (value > 0 ? "+" : "") + segsim.say(value, sign); }

  function ends(rows, names) {
    const known = rows.flatMap((row) => names.map((name) => row[name])).filter((value) => Number.isFinite(value));
    return known.length ? [Math.min(...known), Math.max(...known)] : [0, 0];
  }
  function place(value, [low, high]) { return high > low ? (value - low) / (high - low) : 0.5; }

  // Where a tile stands, its colour, and its words; without a value it is white.
  function tile(row, value, ramp, range, said) {
    const fill = Number.isFinite(value) ? colour_at(ramp, place(value, range)) : BLANK;
    return {
      city: row.city, value, said, fill, ink: ink_on(fill), left: row.column, right: row.column + 1,
      middle: row.column + 0.5, top: row.row, bottom: row.row + 1, centre: row.row + 0.5,
    };
  }

  function key(ramp, low, high) {
    return ramp.map((fill, step) => ({
      left: 0.15 + 0.5 * step, right: 0.65 + 0.5 * step, middle: 0.4 + 0.5 * step, top: 0.25, bottom: 0.5, fill,
      said: step === 0 ? low : step === ramp.length - 1 ? high : "",
    }));
  }

  function level_panel(section, rows, name, all, sign, policy) {
    const range = ends(all, ["baseline", "value"]), ramp = section.chart.usermeta.levels;
    return {
      title: name === "value" && policy ? policy : section.columns[name],
      rows: rows.map((row) => tile(row, row[name], ramp, range, segsim.say(row[name], sign))),
      datasets: { key: key(ramp, ...range.map((value) => segsim.say(value, sign))) },
    };
  }

  function difference_panel(section, rows, all, sign) {
    const far = Math.max(...ends(all, ["difference"]).map(Math.abs)), range = [-far, far], ramp = section.chart.usermeta.differences;
    const said = (row) => Number.isFinite(row.difference) ? signed(row.difference, sign) + (row.verdict === section.chart.usermeta.clear ? "" : " ?") : UNKNOWN;
    return {
      title: section.columns.difference,
      rows: rows.map((row) => tile(row, row.difference, ramp, range, said(row))),
      datasets: { key: key(ramp, ...range.map((value) => signed(value, sign))) },
    };
  }

  segsim.makers.cities = (section, chosen) => {
    section.all_rows ??= segsim.rows_of(section.rows);
    const all = section.all_rows.filter((row) => row.indicator === chosen.indicator && (!chosen.policy || row.policy === chosen.policy));
    const rows = all.filter((row) => String(row.year) === chosen.year);
    const info = all[0], sign = info.unit.startsWith("share") ? "%" : "", shown = chosen.shown || "baseline";
    const names = shown === "all" ? ["baseline", "value", "difference"] : [shown];
    const panels = names.map((name) => name === "difference"
      ? difference_panel(section, rows, all, sign) : level_panel(section, rows, name, all, sign, chosen.policy));
    for (const panel of panels) {
      const known = panel.rows.filter((row) => Number.isFinite(row.value)).sort((a, b) => b.value - a.value);
      if (known.length) panel.alt = `${section.alt}. Highest: ${known[0].city}, ${known[0].said}; lowest: ${known.at(-1).city}, ${known.at(-1).said}`;
    }
    const [lowest, highest] = ends(all, ["baseline", "value"]).map((value) => segsim.say(value, sign));
    return {
      rows, panels, sign: (column) => (column === "year" ? "as is" : sign),
      words: { unit: info.unit, meaning: info.meaning, lowest, highest },
    };
  };
})();
