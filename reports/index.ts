export { renderHtml } from "./html/page.ts";
export { renderJson } from "./json.ts";
export { renderPlanText } from "./plan-text.ts";
export { renderTerminal } from "./terminal/render-terminal.ts";
export { visibleText } from "./visible-text.ts";
export { renderLogLines, renderLogs } from "./logs/render-logs.ts";
export { logTypes, syncLog, type LogFilter } from "./logs/sync-log.ts";
export { renderPrepHtml } from "./prep/render-prep-html.ts";
export { renderPrepTerminal } from "./prep/render-prep-terminal.ts";
