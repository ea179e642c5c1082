import { readFileSync } from "node:fs";

/** What a process holds of the machine's memory, now and at its highest. */
export interface Memory {
  readonly residentMb: number;
  readonly peakMb: number;
}

/** The kernel's tick, which is 10 ms on every Linux that Node runs on. */
const msPerTick = 10;

/** Reads VmRSS and VmHWM. Undefined where there is no /proc, which is anywhere but on Linux. */
export function memoryOf(pid: number): Memory | undefined {
  const status = readProc(pid, "status");
  const mb = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status ?? "")?.[1]) / 1_024;
  return status === undefined ? undefined : { residentMb: mb("VmRSS"), peakMb: mb("VmHWM") };
}

/** The processor time that a process has used, in its own code and in the kernel for it (proc(5), stat). */
export function processorMsOf(pid: number): number | undefined {
  // The second field is the name in parentheses, which may hold spaces; utime and stime are 14 and 15.
  const fields = readProc(pid, "stat")
    ?.replace(/^.*\) /s, "")
    .split(" ");
  return fields === undefined ? undefined : (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return undefined;
  }
}
