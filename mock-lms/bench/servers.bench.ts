/** The servers of `npm run bench:lms`, a process each: `bare` or `mock` as the argument. */
import { serveRole } from "./serve-role.ts";

await serveRole(process.argv[2] === "mock" ? "mock" : "bare");
