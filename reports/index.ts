export { renderHtml } from "./html/page.ts";
export { renderJson } from "./json.ts";
export { renderPlanText } from "./plan-text.ts";
export { renderTerminal } from "./terminal/render-terminal.ts";
export { visibleText } from "./visible-text.ts";
