// Draws what the server says: every element with data-chart holds the plain data of one chart (dashboards/charts.py).
// Tooltips are drawn on the canvas (richText), because the page's policy forbids inline styles.
"use strict";

(() => {
  const INK = "#1c2430", MUTED = "#5b6472", RULE = "#d9dee5";
  const COLOURS = { ahead: "#2b6c99", behind: "#c2621b", none: "#8a94a3" };
  const FONT = '"Source Han Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';
  const BASE = {
    animation: false,
    textStyle: { fontFamily: FONT, color: INK, fontSize: 12 },
    tooltip: { renderMode: "richText", confine: true, trigger: "axis", axisPointer: { type: "shadow" } },
  };

  const written = (value, decimals) =>
    value === null || value === undefined
      ? "—"
      : value.toLocaleString("zh-CN", { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace("-", "−");

  const axis = { axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: MUTED } };

  function ranking(data, narrow) {
    const mark = (value) => ({
      symbol: "none", silent: true, lineStyle: { color: INK, type: "solid", width: 1.5 },
      label: { formatter: `序时进度 ${written(value, 2)}%`, position: "start", color: INK, fontWeight: 600 },
      data: [{ xAxis: value }],
    });
    const series = [{
      type: "bar", name: data.name, barCategoryGap: "38%", markLine: data.line === null ? undefined : mark(data.line),
      data: data.values.map((value, i) => ({ value, itemStyle: { color: COLOURS[data.standings[i]] } })),
    }];
    if (data.targets && data.targets.some((value) => value !== null)) {
      series.push({
        type: "scatter", name: data.targetName, symbol: "diamond", symbolSize: 9, z: 5,
        itemStyle: { color: "#fff", borderColor: INK, borderWidth: 1.5 }, data: data.targets,
      });
    }
    // The value stands beside the name, in a column of its own, where no line or bar can cross it.
    const label = {
      color: INK, interval: 0,
      formatter: (city, i) => `{city|${city}}{value|${written(data.values[i], data.decimals)}${data.unit === "%" ? "%" : ""}}`,
      rich: {
        city: { width: 58, align: "left", fontSize: 12, color: INK },
        value: { width: 54, align: "right", fontSize: 12, color: INK, fontWeight: 600 },
      },
    };
    return {
      ...BASE,
      tooltip: { ...BASE.tooltip, valueFormatter: (value) => written(value, data.decimals) + data.unit },
      grid: { left: 8, right: 24, top: 26, bottom: 8, containLabel: true },
      xAxis: { type: "value", ...axis, splitLine: { lineStyle: { color: RULE } }, splitNumber: narrow ? 3 : 5, axisLabel: { color: MUTED, hideOverlap: true } },
      yAxis: { type: "category", data: data.cities, inverse: true, ...axis, axisLabel: label },
      series,
    };
  }

  function trend(data, narrow) {
    const months = Array.from({ length: 12 }, (_, i) => `${i + 1}月`);
    const shape = data.bars ? { type: "bar", barGap: "10%", barCategoryGap: "30%" } : { type: "line", symbol: "circle", symbolSize: 6 };
    const line = (colour, dashed) => ({ lineStyle: { color: colour, width: 2, type: dashed ? "dashed" : "solid" } });
    return {
      ...BASE,
      tooltip: { ...BASE.tooltip, valueFormatter: (value) => written(value, data.decimals) + (data.unit === "%" ? "%" : "") },
      grid: { left: 4, right: 8, top: 14, bottom: 4, containLabel: true },
      xAxis: { type: "category", data: months, ...axis, axisLine: { show: true, lineStyle: { color: RULE } }, axisLabel: { color: MUTED, interval: narrow ? 2 : "auto" } },
      yAxis: { type: "value", scale: !data.bars, splitNumber: 3, ...axis, splitLine: { lineStyle: { color: RULE } } },
      series: [
        { ...shape, ...line(COLOURS.none, true), name: `${data.years[1]}年`, data: data.previous, itemStyle: { color: "#fff", borderColor: COLOURS.none, borderWidth: 1 } },
        { ...shape, ...line(COLOURS.ahead, false), name: `${data.years[0]}年`, data: data.current, itemStyle: { color: COLOURS.ahead, borderColor: COLOURS.ahead, borderWidth: 1 } },
      ],
    };
  }

  const DRAW = { ranking, trend };

  function draw(element) {
    const data = JSON.parse(element.dataset.chart);
    if (!data.kind) return;
    const chart = echarts.getInstanceByDom(element) || echarts.init(element, null, { renderer: "canvas", devicePixelRatio: Math.max(2, window.devicePixelRatio) });
    chart.setOption(DRAW[data.kind](data, element.clientWidth < 420), true);
  }

  const all = (act, root = document) => root.querySelectorAll("[data-chart]").forEach(act);
  const resize = (element) => {
    const chart = echarts.getInstanceByDom(element);
    if (chart) chart.resize();
  };

  document.addEventListener("DOMContentLoaded", () => all(draw));
  document.addEventListener("htmx:beforeSwap", (event) => all((element) => {
    const chart = echarts.getInstanceByDom(element);
    if (chart && event.detail.target.contains(element)) chart.dispose();
  }));
  document.addEventListener("htmx:afterSettle", () => all(draw));
  window.addEventListener("resize", () => all(resize));

  // Choosing a month is enough; the button remains for those without this script.
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-submits]")) event.target.form.requestSubmit();
  });
})();
