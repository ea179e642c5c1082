import type { CatalogueEntry } from "./catalogue-entry.ts";

/** What guards say of a plan, and what else the failure catalogue asks to be noticed in a roster. */
export const guardCatalogue = {
  "schedule-not-final": {
    severity: "error",
    rules: ["R44", "F02"],
    title: "The schedule does not look final",
    message:
      "{unfinished} of {sections} sections have no teacher, no student or no term ({teachers} without a teacher, {students} without a student, {terms} without a term). The first term begins on {begins}.",
    remedy:
      "Finalise the schedule in Infinite Campus and set it active, then sync. To sync all the same, set guards.policies.F02 to warn.",
  },
  "rolled-in": {
    severity: "error",
    rules: ["R44", "F03"],
    title: "The SIS shows last year's schedule as this year's",
    message:
      "{twins} of {sections} sections are those of an earlier grading period, and have no students: a trial that was rolled in.",
    remedy: "Wait until this year's schedule is built and active in Infinite Campus.",
  },
  "term-gap": {
    severity: "warn",
    rules: ["F08"],
    title: "School days between two terms",
    message:
      "{days} week days lie between {before} (ends {ends}) and {after} (begins {begins}). What is due on them has no grading period.",
    remedy: "Correct the dates of the terms in Infinite Campus, unless these days are holidays.",
  },
  "term-overlap": {
    severity: "warn",
    rules: ["F08"],
    title: "Two terms of one kind overlap",
    message: "{after} begins on {begins}, before {before} ends on {ends}.",
    remedy:
      "Correct the dates of the terms, or map them to different grading periods if they belong to two schedule structures.",
  },
  "term-dates-changed": {
    severity: "error",
    rules: ["R101", "F09"],
    title: "The dates of a term have changed",
    message:
      "{term} runs from {begins} to {ends} in the SIS; the grading period of that title runs from {presentBegins} to {presentEnds}. A second grading period, {title}, would be made and its sections moved there.",
    remedy:
      "Change the dates of the grading period in Schoology, or map the term to it on the Terms tab.",
  },
  "terms-stale-year": {
    severity: "error",
    rules: ["R99", "F10"],
    title: "A term is mapped to a grading period of another time",
    message:
      "{term} ({begins} to {ends}) is mapped to {period} ({periodBegins} to {periodEnds}), which does not overlap it.",
    remedy: "Map the term to a grading period of the right school year on the Terms tab.",
  },
  "old-year-left": {
    severity: "info",
    rules: ["R127", "F12"],
    title: "Sections of ended grading periods are left",
    message:
      "{sections} sections that the SIS no longer sends lie in grading periods that have ended. The sync never deletes them.",
    remedy: "Remove in Schoology what is not needed any more.",
  },
  "period-ends-early": {
    severity: "warn",
    rules: ["F14"],
    title: "A grading period ends while its classes go on",
    message:
      "{period} ends on {ends}, the term {term} goes on until {termEnds}. Schoology archives {sections} sections a day after the end.",
    remedy: "Correct the end of the grading period in Schoology before it has passed.",
  },
  "section-periods-changed": {
    severity: "info",
    rules: ["R102", "F15"],
    title: "A section meets in other terms now",
    message: "Its grading periods change from {before} to {after}; it stays the same section.",
    remedy: "Nothing, unless the change was a mistake in Infinite Campus.",
  },
  "building-kept": {
    severity: "info",
    rules: ["R108", "F28"],
    title: "A user of several schools stays in the present building",
    message: "The SIS would allow {wanted}; the account stays in {kept}, which is still right.",
    remedy: "Mark a primary school in the SIS if the account should move.",
  },
  "role-stopped-syncing": {
    severity: "warn",
    rules: ["R123", "F30"],
    title: "Accounts of a role that does not sync any more",
    message: "{count} accounts in Schoology belong to people whose role is set to Do Not Sync.",
    remedy: "They stay as they are. Map the role on the Users tab if they should go on syncing.",
  },
  "role-drift": {
    severity: "warn",
    rules: ["R114", "F31"],
    title: "A role that differs would be overwritten",
    message: "The role {before} of this account becomes {after}, as the SIS has it.",
    remedy:
      "If somebody gave the role by hand, change it in Infinite Campus or map the role differently: each sync puts it back.",
  },
  "support-staff-absent": {
    severity: "info",
    rules: ["F32"],
    title: "The SIS sends teachers and no other staff",
    message: "Of {staff} members of staff none is an aide or an administrator.",
    remedy: "Check whether Infinite Campus shares them; the API is known to leave them out.",
  },
  "preferred-name-changed": {
    severity: "info",
    rules: ["R14", "F33"],
    title: "A preferred first name changes",
    message: "The preferred first name changes from “{before}” to “{after}”.",
    remedy: "Nothing.",
  },
  "text-encoding": {
    severity: "warn",
    rules: ["F34"],
    title: "A text looks broken",
    message: "{field} holds {what}. It is passed on as it is.",
    remedy: "Correct the text in Infinite Campus, or the encoding of the export.",
  },
  "code-characters": {
    severity: "warn",
    rules: ["F35"],
    title: "A code with characters that imports do not take",
    message: "{field} holds {characters}. The code is kept as it is.",
    remedy: "Use another field for the code by a reading, or correct it in Infinite Campus.",
  },
  "code-too-long": {
    severity: "warn",
    rules: ["F35"],
    title: "A code that is too long",
    message: "{field} has {length} characters, more than {max}. The code is kept as it is.",
    remedy: "Use another field for the code by a reading, or shorten it in Infinite Campus.",
  },
  "user-gone": {
    severity: "info",
    rules: ["R115", "R116", "F37"],
    title: "An account of somebody whom the SIS no longer sends",
    message: "The account stays: a sync never deletes one.",
    remedy: "If the person has left, remove the account by hand in both systems.",
  },
  "inactive-match": {
    severity: "error",
    rules: ["F38"],
    title: "The account exists and is inactive",
    message:
      "The Unique ID belongs to an account that was made inactive, so no new one can be made.",
    remedy: "Make the account active again in Schoology, then sync.",
  },
  "role-out-of-time": {
    severity: "info",
    rules: ["R106"],
    title: "A role that has ended or has not begun",
    message: "The role {role} runs from {begins} to {ends}, so it does not count today.",
    remedy: "Set readings.roleDates to ignore if the dates of roles should not count.",
  },
  "guardian-level": {
    severity: "warn",
    rules: ["R113", "F42"],
    title: "Guardians are mapped at the district, as in OneRoster 1.1",
    message:
      "In OneRoster 1.2 guardians belong to schools: {guardians} do, and the Guardian role is mapped at the district only.",
    remedy: "Map the Guardian role of the schools on the Users tab.",
  },
  "guardian-at-school": {
    severity: "warn",
    rules: ["R111", "F41"],
    title: "A guardian who belongs to a school in OneRoster 1.1",
    message: "In OneRoster 1.1 guardians sync within the district only, so this one does not.",
    remedy: "Set readings.guardianPlace to any-org if the SIS places guardians at schools.",
  },
  "guardians-none": {
    severity: "warn",
    rules: ["F47"],
    title: "The SIS sends no guardians",
    message: "The Guardian role is mapped and {students} students came, but not one guardian.",
    remedy:
      "Check that the connection has Grade Book Sync enabled and that guardians have portal access. No link is ended.",
  },
  "association-not-in-source": {
    severity: "info",
    rules: ["R112", "F46"],
    title: "A parent link that the SIS does not know",
    message: "The link is left alone: {why}.",
    remedy:
      "If the relationship has ended, end the link by hand, or choose another readings.endedAssociations.",
  },
  "parent-building-stale": {
    severity: "warn",
    rules: ["F48"],
    title: "A parent's building is not that of any child",
    message: "The account belongs to {building}, the children to {children}.",
    remedy: "Change the building of the account in Schoology, or the guardian's school in the SIS.",
  },
  "several-primaries": {
    severity: "info",
    rules: ["F53"],
    title: "A section with several primary teachers",
    message: "{primaries} teachers are primary. All become course admins.",
    remedy: "Nothing, unless only one of them should be primary.",
  },
  "admin-removed": {
    severity: "warn",
    rules: ["R130", "F54"],
    title: "A course admin whom an earlier sync enrolled is removed",
    message: "The SIS no longer lists this teacher of the section, and a sync had enrolled them.",
    remedy: "Nothing, if the assignment has ended. Whom people enrolled by hand stays.",
  },
  "removals-unclear": {
    severity: "warn",
    rules: ["F62", "F65"],
    title: "Removals from a section were left out",
    message:
      "The SIS enrolls somebody there whom it does not send, so it is not known who should leave: {count} removals were left out.",
    remedy: "Include the missing users in what the SIS shares.",
  },
  "manual-member-removal": {
    severity: "warn",
    rules: ["R129", "F55"],
    title: "A student who was added by hand would be removed",
    message: "The SIS does not enroll this student in the section, and no sync did.",
    remedy: "Enroll the student in Infinite Campus: each sync removes who is not.",
  },
  "student-transfer": {
    severity: "info",
    rules: ["F58"],
    title: "A student changes sections",
    message:
      "The student leaves {left} and joins {joined}. Grades of the section that is left are archived with the membership.",
    remedy: "Let the teachers know. Enrolling the student again brings the grades back.",
  },
  "course-recreate": {
    severity: "error",
    rules: ["R127", "F63"],
    title: "Something that a sync had made was deleted in Schoology",
    message: "The {kind} {code} was there after an earlier sync. It would be made again, empty.",
    remedy: "Restore it in Schoology. To have it made again, set guards.policies.F63 to warn.",
  },
  "code-taken-unsynced": {
    severity: "error",
    rules: ["F64"],
    title: "A code of the SIS belongs to something made by hand",
    message: "The {kind} {code} in Schoology was not made by a sync, and would be taken over.",
    remedy: "Settle in Data Prep whether it is the same, or give the other one another code.",
  },
  "collection-empty": {
    severity: "error",
    rules: ["F65"],
    title: "The SIS sends nothing of a collection",
    message:
      "The SIS sent no {collection}, and Schoology has {present}. Nothing is removed for that.",
    remedy: "Check what the connection shares and whether the Active Year is right.",
  },
  "shrink-school": {
    severity: "error",
    rules: ["F65"],
    title: "A school would lose many students from its sections",
    message: "{removed} of {present} student enrollments of the school would be removed.",
    remedy: "Check that the SIS still shares this school completely before you release this.",
  },
  "shrink-users": {
    severity: "error",
    rules: ["F65"],
    title: "The SIS no longer sends many of the students",
    message: "Of {present} students in sections, the SIS no longer sends {missing}.",
    remedy: "Check what the connection shares. Until then no student is taken out of a section.",
  },
  "shrink-sections": {
    severity: "error",
    rules: ["F65"],
    title: "The SIS no longer sends many of the sections",
    message:
      "Of {present} synced sections in the grading periods in use, the SIS no longer sends {missing}.",
    remedy:
      "Check which schedule is active and what the connection shares. Until then no student is taken out of a section.",
  },
  "shrink-associations": {
    severity: "error",
    rules: ["F46"],
    title: "Many parent links would end",
    message: "{removed} of {present} parent links would end.",
    remedy: "Check that the SIS still shares guardians before you release this.",
  },
  "school-missing": {
    severity: "warn",
    rules: ["R94", "F67"],
    title: "The SIS no longer sends a school that was synced",
    message:
      "{building} has {sections} synced sections in the grading periods in use, and no school of the SIS maps to it.",
    remedy: "Check which schools the connection shares. Nothing of the school is changed.",
  },
  "school-renamed": {
    severity: "info",
    rules: ["F68"],
    title: "A school has another name than its building",
    message: "The SIS calls it {name}, Schoology {title}.",
    remedy: "Rename the building in Schoology if both are the same school.",
  },
  "cross-listing-orphan": {
    severity: "error",
    rules: ["F69"],
    title: "A section seems to be cross-listed into another",
    message:
      "Section {section} is not in Schoology, and its {students} students are all in section {target}. A sync would make {section} again and take the students out of {target}.",
    remedy:
      "Keep the cross-listing: leave the section out of the sync, or undo the cross-listing first. If the section was split, release the changes.",
  },
  "link-overlap": {
    severity: "warn",
    rules: ["F70"],
    title: "Linked sections share students",
    message: "{students} students would be in {section} and in {other}, which are linked.",
    remedy: "Unlink the sections, or correct the rosters in Infinite Campus.",
  },
  "homeroom-included": {
    severity: "info",
    rules: ["F71"],
    title: "Homerooms become sections",
    message: "The class is a homeroom.",
    remedy: "Set readings.homerooms to exclude if homerooms should not sync.",
  },
} as const satisfies Record<string, CatalogueEntry>;
