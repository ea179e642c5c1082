import type { Relationship } from "../../records.ts";
import { personOfSourcedId } from "../select/record-ids.ts";
import { SisActionError } from "../action-error.ts";
import { compareText } from "../../compare-text.ts";
import { deriveId } from "../derive-id.ts";
import { rowsOf } from "../rows-of.ts";
import { stampPerson, type ActionScene } from "../scene.ts";
import { choose } from "../select/choose.ts";

/** How a link between a student and a contact is. */
export interface LinkTerms {
  readonly guardian: boolean;
  readonly portal: boolean;
  readonly relationship?: string;
  readonly listedBy: "both" | "student" | "guardian";
}

/** The two whom a link joins, by id. */
export interface LinkedPair {
  readonly student: string;
  readonly contact: string;
}

/** Who lists whom, in the words of the world. */
export const shownOnWords = { both: "both", student: "person", guardian: "contact" } as const;

/** Adds a link behind those that the student has, and stamps both sides. */
export function addLink(scene: ActionScene, pair: LinkedPair, terms: LinkTerms): void {
  const { relationships } = scene.world;
  const { student, contact } = pair;
  const seqs = rowsOf(relationships, "person", student).map(({ seq }) => seq);
  const words = ["link", student, contact, scene.modified];
  relationships.put({
    id: deriveId(words, (id) => relationships.has(id)),
    person: student,
    contact,
    guardian: terms.guardian,
    portal: terms.portal,
    type: terms.relationship,
    seq: Math.max(0, ...seqs) + 1,
    shownOn: shownOnWords[terms.listedBy],
  });
  stampPair(scene, pair);
}

/** Both sides list the other, so both records change with their link. */
export function stampPair(scene: ActionScene, { student, contact }: LinkedPair): void {
  stampPerson(scene, student);
  stampPerson(scene, contact);
}

/** The links of a student in their order. */
export function linksOf({ world }: ActionScene, student: string): readonly Relationship[] {
  return rowsOf(world.relationships, "person", student).toSorted(
    (a, b) => a.seq - b.seq || compareText(a.contact, b.contact),
  );
}

/** Finds a link by the sourcedId of the contact, or by `first`, `second`, … in the order of the student's contacts. */
export function selectLink(
  scene: ActionScene,
  student: string,
  asked: { readonly student: string; readonly user: string },
): Relationship {
  const links = linksOf(scene, student);
  const sought = personOfSourcedId(scene.world, asked.user)?.id;
  return choose(scene, {
    selector: asked.user,
    noun: `contact of "${asked.student}"`,
    exact: links.find(({ contact }) => contact === sought),
    inOrder: () => links,
  });
}

/** Throws when two people are linked already, or are one. */
export function refuseLinked(
  scene: ActionScene,
  { student, contact }: LinkedPair,
  asked: { readonly student: string; readonly user: string },
): void {
  if (student === contact) {
    throw new SisActionError(scene.action, `"${asked.user}" is the student.`);
  }
  if (linksOf(scene, student).some((link) => link.contact === contact)) {
    throw new SisActionError(
      scene.action,
      `"${asked.user}" is a contact of "${asked.student}" already.`,
    );
  }
}
