import { decimal, percent, times, whole } from "./bound.ts";
import type { Judgement } from "./judge.ts";
import type { LoadCase, ServerName } from "./load-cases.ts";
import type { FiguresOf } from "./medians.ts";

type Row = readonly string[];

const figureHeads: Row = [
  "what",
  "server",
  "requests/s",
  "slowest-fastest",
  "of bare",
  "MB/s",
  "KB/answer",
  "p50 ms",
  "p99 ms",
  "p99 of bare",
  "CPU us/request",
];

/** Renders what was measured, a row for each server on each case. */
export function renderFigures(cases: readonly LoadCase[], figuresOf: FiguresOf): string {
  const rows = cases.flatMap((loadCase) =>
    loadCase.servers.flatMap((server) => figureRow(loadCase, server, figuresOf)),
  );
  return renderTable([figureHeads, ...rows], { left: 2 });
}

/** Renders each promise with its figure and its verdict. */
export function renderJudgements(judgements: readonly Judgement[]): string {
  const rows = judgements.map(({ title, figure, wanted, verdict }) => {
    return [title, figure, wanted, verdict];
  });
  return renderTable([["promise", "measured", "wanted", "verdict"], ...rows], { left: 1 });
}

/** No row for a server that did not take part. */
function figureRow(
  { id, title }: LoadCase,
  server: ServerName,
  figuresOf: FiguresOf,
): readonly Row[] {
  const figures = figuresOf(id, server);
  const bare = figuresOf(id, "bare");
  if (figures === undefined) return [];
  const { perSecond, perSecondMin, perSecondMax, mbPerSecond, p50Ms, p99Ms, cpuMicros } = figures;
  return [
    [
      server === "mock" ? title : "",
      server,
      whole(perSecond),
      `${whole(perSecondMin)}-${whole(perSecondMax)}`,
      bare === undefined ? "" : percent(perSecond / bare.perSecond),
      whole(mbPerSecond),
      perSecond === 0 ? "" : whole((mbPerSecond * 1_000) / perSecond),
      decimal(p50Ms),
      decimal(p99Ms),
      bare === undefined ? "" : times(p99Ms / bare.p99Ms),
      Number.isNaN(cpuMicros) ? "" : whole(cpuMicros),
    ],
  ];
}

/** Sets the first `left` columns to the left and the others to the right. */
function renderTable(rows: readonly Row[], { left }: { readonly left: number }): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const cell = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column < left ? text.padEnd(width) : text.padStart(width);
  };
  return rows.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}
