import { describe, expect, it } from "vitest";
import { renderPlanText } from "./plan-text.ts";
import { buildChange, buildPlan } from "./testing/build-record.ts";
import { buildRichRecord } from "./testing/rich-record.ts";

const plain = { color: false, rowsMax: 100 };

describe("plan text", () => {
  it("looks as recorded for a plan of every action", async () => {
    const plans = buildRichRecord().results.flatMap(({ steps }) =>
      steps.flatMap(({ plan }) => plan ?? []),
    );

    const text = plans.map((plan) => renderPlanText(plan, plain)).join("\n");

    await expect(text).toMatchFileSnapshot("golden/rich-run.plan.txt");
  });

  it("says plainly that there is nothing to do", () =>
    expect(renderPlanText(buildPlan(), plain)).toBe(
      "No changes: the LMS already is as the SIS wants it.\nPlan: 0 to create, 0 to update, 0 to remove, 0 held\n",
    ));

  it("counts all changes and shows the first", () => {
    const changes = ["u-1", "u-2", "u-3"].map((id) => buildChange({ address: `users/${id}` }));

    const text = renderPlanText(buildPlan({ changes }), { color: false, rowsMax: 1 });

    expect(text).not.toContain("u-2");
    expect(text).toContain("… and 2 more changes.");
    expect(text).toContain("Plan: 3 to create,");
  });

  it("says when the SIS was not read to its end and when nothing may be applied", () => {
    const text = renderPlanText(buildPlan({ complete: false, applyable: false }), plain);

    expect(text).toContain("no removal is planned");
    expect(text).toContain("Nothing of this plan may be applied.");
  });

  it("sends no control character of the data and colours only when asked", () => {
    const hostile = "\u001b]0;owned\u0007\u202e\nPlan: 0 to create";
    const changes = [
      buildChange({ label: hostile, address: hostile, after: { [hostile]: hostile } }),
      buildChange({
        action: "update",
        before: { [hostile]: "a" },
        after: { [hostile]: hostile },
        held: hostile,
      }),
    ];

    const text = renderPlanText(buildPlan({ changes }), plain);

    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text.match(/^Plan: /gm)).toHaveLength(1);
    expect(renderPlanText(buildPlan({ changes }), { color: true, rowsMax: 9 })).toContain(
      "\u001b[32m+\u001b[39m",
    );
  });
});
