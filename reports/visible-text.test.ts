import { describe, expect, it } from "vitest";
import { oneLine, visibleText } from "./visible-text.ts";

describe("visible text", () => {
  it("draws the controls that a terminal would obey", () =>
    expect(visibleText("a\u001b[31mred\u0007\r\n\u009b2J\u007f")).toBe("a␛[31mred␇␍␊‹U+009B›2J␡"));

  it("names characters that hide or reorder text", () =>
    expect(visibleText("ad\u200bmin\u202etxt.exe\ufeff\u3164")).toBe(
      "ad‹U+200B›min‹U+202E›txt.exe‹U+FEFF›‹U+3164›",
    ));

  it("names half a surrogate pair, which no file can hold", () =>
    expect(visibleText("x\ud800y😀")).toBe("x‹U+D800›y😀"));

  it("keeps joiners where scripts and emoji need them, and names them between ASCII letters", () => {
    expect(visibleText("می\u200cخواهم 👩\u200d🏫")).toBe("می\u200cخواهم 👩\u200d🏫");
    expect(visibleText("ad\u200dmin")).toBe("ad‹U+200D›min");
  });

  it("leaves names of any script alone", () =>
    expect(visibleText("Zoë Ñandú 王小明 محمد עדן เด็ก")).toBe("Zoë Ñandú 王小明 محمد עדן เด็ก"));

  it("joins the lines of running text", () =>
    expect(oneLine(" one\r\n  two\tthree ")).toBe("one two three"));
});
