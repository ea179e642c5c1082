const isoPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/;

/** An ISO 8601 time in UTC as people read it; any other text stays as it is. */
export function formatTime(iso: string): string {
  const match = isoPattern.exec(iso);
  return match === null ? iso : `${match[1]} ${match[2]} UTC`;
}

/** The time between two ISO 8601 times in words; empty when one of them is no time. */
export function formatDuration(fromIso: string, toIso: string): string {
  const seconds = (Date.parse(toIso) - Date.parse(fromIso)) / 1000;
  if (!Number.isFinite(seconds) || seconds < 0) return "";
  if (seconds < 120) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3600)} h`
    : `${Math.round(seconds / 86_400)} days`;
}
