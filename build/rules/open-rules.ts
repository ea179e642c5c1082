const passback = "grade passback: not there yet";
const lms = "the people's side of the LMS: not there yet";
const unnamed = "the code is there; no test names it yet";
const advice = "advice or administration: nothing to build";
const reading = "a heading or label of the guide: no behaviour";
const none = "the product does not do it either, so there is nothing here";

/** Why a rule has no code with a test that names it. A rule that gets them must leave this list. */
export const openRules: Readonly<Record<string, string>> = {
  R2: passback,
  R12: passback,
  R16: reading,
  R17: passback,
  R22: passback,
  R30: passback,
  R31: passback,
  R32: passback,
  R33: passback,
  R34: passback,
  R35: passback,
  R36: passback,
  R37: passback,
  R38: passback,
  R39: none,
  R40: advice,
  R41: passback,
  R42: passback,
  R46: advice,
  R49: reading,
  R55: passback,
  R72: passback,
  R74: passback,
  R84: passback,
  R86: advice,
  R118: lms,
  R120: advice,
  F89: unnamed,
  F90: passback,
  F92: passback,
  F97: passback,
  F103: passback,
  F104: passback,
  F105: passback,
  F106: passback,
  F108: passback,
  F109: passback,
  F110: passback,
};
