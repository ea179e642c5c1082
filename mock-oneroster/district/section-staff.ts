import type { Layout } from "./layout.ts";

const coTeacherShare = 0.06;
const sectionStaffShare = 0.02;

/** Whom a section can be given, by place in the school. */
export interface SectionStaffInput {
  /** The section's number. */
  readonly number: number;
  readonly primary: number;
  readonly teachers: number;
  readonly firstAide: number;
  readonly aides: number;
}

/** One person's part in a section (Campus staff types: primary, further teacher, section staff). */
export interface SectionPart {
  readonly place: number;
  readonly staffType: "P" | "T" | "S";
}

/** Plans the staff of a section: the primary teacher, with some a second teacher, with few section staff. */
export function planSectionStaff(layout: Layout, input: SectionStaffInput): readonly SectionPart[] {
  const { draws, dirt } = layout;
  const { number, primary, teachers, firstAide, aides } = input;
  if (dirt.hits("sectionsWithoutTeacher", number)) return [];
  const parts: SectionPart[] = [{ place: primary, staffType: "P" }];
  if (teachers > 1 && dirt.hits("severalPrimaries", number)) {
    parts.push({ place: (primary + 1) % teachers, staffType: "P" });
  }
  if (teachers > 2 && draws.coTeacher.chance(coTeacherShare, number)) {
    parts.push({ place: (primary + 2) % teachers, staffType: "T" });
  }
  if (draws.coTeacher.chance(sectionStaffShare, number, 1)) {
    parts.push({ place: firstAide + draws.coTeacher.int(aides, number, 2), staffType: "S" });
  }
  return parts;
}
