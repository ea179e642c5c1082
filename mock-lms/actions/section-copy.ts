import type { SectionCopyRow } from "../../contracts/lms/section.ts";
import { decideSectionCopy } from "../rules/section-copy.ts";
import type { Profile, SectionRecord, TransferRecord } from "../store/records.ts";
import { copyGradebook } from "./copy-gradebook.ts";
import { postSection } from "./course-actions.ts";
import type { Applied, LiveWorld } from "./live-world.ts";

/** A copy that was ordered, with the section that it goes to. */
export interface OrderedCopy {
  readonly target: SectionRecord;
  readonly transfer: TransferRecord;
}

/** Orders one row of `POST sections/copy`. The target is there at once, what is in it later (`copyMs`). */
export function orderSectionCopy(world: LiveWorld, row: SectionCopyRow): Applied<OrderedCopy> {
  const decision = decideSectionCopy(world, row);
  if (decision.kind === "refuse") return decision;
  if (decision.kind === "fill") return order(world, decision.source, decision.target);
  const { courseId } = decision;
  const founded = postSection(world, decision.section, { courseId, updateExisting: false });
  return founded.kind === "refuse" ? founded : order(world, decision.source, founded.record);
}

function order(
  world: LiveWorld,
  source: SectionRecord,
  target: SectionRecord,
): Applied<OrderedCopy> {
  const dueAtMs = Math.floor(world.clock.now() + world.rules.copyMs);
  const transfer = world.store.transfers.add((id) => ({
    id,
    sourceId: source.id,
    targetId: target.id,
    dueAtMs,
    state: "pending",
  }));
  return { kind: "done", record: { target, transfer } };
}

/** Carries out the copies whose time has come. One whose source is gone by then fails. */
export function carryOutDueCopies(world: LiveWorld): void {
  const { sections, transfers } = world.store;
  const now = world.clock.now();
  for (const transfer of transfers.list("state", "pending")) {
    if (transfer.dueAtMs > now) continue;
    const source = sections.get(transfer.sourceId);
    const target = sections.get(transfer.targetId);
    const found = source !== undefined && target !== undefined;
    if (found) {
      sections.replace({ ...target, profile: filled(source.profile, target.profile) });
      copyGradebook(world.store, { sourceId: source.id, targetId: target.id });
    }
    transfers.replace({ ...transfer, state: found ? "complete" : "failed" });
  }
}

/** What the target says itself stays; the rest comes from the source. */
function filled(source: Profile, target: Profile): Profile {
  return { ...source, ...target };
}
