import * as fc from "fast-check";

// One seed for every run, so that the gate says the same of the same code. Explore with FAST_CHECK_SEED=…
fc.configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"] ?? "20260901") });
