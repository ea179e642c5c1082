import { expect, it } from "vitest";
import { escapeHtml } from "./html.ts";

it("leaves no character by which text could become markup or leave an attribute", () => {
  expect(escapeHtml(`<img src='x' onerror="alert(1)">&`)).toBe(
    "&lt;img src=&#39;x&#39; onerror=&quot;alert(1)&quot;&gt;&amp;",
  );
});
