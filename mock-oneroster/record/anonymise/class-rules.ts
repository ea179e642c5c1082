import { type Fact, type FactKind, parseFact } from "../../../contracts/oneroster/fact-lines.ts";
import { factsV1p1, factsV1p2, nestedFacts } from "../../../contracts/oneroster/facts.ts";
import {
  type ClassName,
  classNames,
  flags,
  referenceTypes,
  sexesV1p1,
} from "../../../contracts/oneroster/vocabulary.ts";
import * as rules from "./leaf-rules.ts";
import { memberKey, type Members, type Rule, type RuleDesk } from "./rule.ts";

/** Names and codes of things. They are no data about people, but names of people may stand in them. */
const titles = wordSet(`
  org.name org.identifier academicSession.title category.title resource.title scoreScale.title scoreScale.type
  course.title course.courseCode course.grades course.subjects course.subjectCodes
  class.title class.classCode class.location class.grades class.subjects class.subjectCodes class.periods`);
/** What teachers write for their own classes, and words in people's records: never kept as a whole. */
const looseTitles = wordSet(`
  lineItem.title assessmentLineItem.title user.grades UserId.type UserProfile.profileType`);
const marks = wordSet(`
  result.textScore assessmentResult.textScore LearningObjectiveResults.textScore
  ScoreScaleValue.itemValueLHS ScoreScaleValue.itemValueRHS`);
const dropped = wordSet("user.password UserProfile.credentials");

/**
 * Writes down what becomes of every field of every class, from the table of facts: a field of text that is
 * not listed above as something else is replaced, and so is one that the standard may get one day.
 */
export function createClassRules(desk: RuleDesk): ReadonlyMap<ClassName, Rule> {
  return new Map(
    classNames.map((name) => [
      name,
      { ...rules.replaced(desk), members: membersOf(name, factsOf(name), desk) },
    ]),
  );
}

/** The fields of a class in either version, for servers mix them. Those of 1.2 come last and win: it knows more words. */
function factsOf(name: ClassName): readonly Fact[] {
  const older: Readonly<Partial<Record<ClassName, readonly string[]>>> = factsV1p1;
  return [...(older[name] ?? []), ...factsV1p2[name]].map(parseFact);
}

function membersOf(owner: string, facts: readonly Fact[], desk: RuleDesk): Members {
  return new Map(facts.map((fact) => [memberKey(fact.name), ruleOf(owner, fact, desk)]));
}

/** A field, and the class or nested type that it belongs to. */
type Field = Fact & { readonly owner: string };

const ruleByKind: Readonly<Record<FactKind, (field: Field, desk: RuleDesk) => Rule>> = {
  text: textRule,
  uri: textRule,
  id: (_field, desk) => rules.id(desk),
  ref: referenceRule,
  of: nestedRule,
  metadata: (_field, desk) => ({ ...rules.replaced(desk), members: new Map() }),
  flag: ({ owner }, desk) =>
    owner === "demographics"
      ? rules.drawn(desk, { known: flags, from: flags })
      : rules.vocabulary(desk, flags),
  closed: wordRule,
  open: wordRule,
  word: wordRule,
  date: ({ name }, desk) => (name === "birthDate" ? rules.birth(desk) : rules.day(desk)),
  dateTime: (_field, desk) => rules.day(desk),
  year: (_field, desk) => rules.year(desk),
  number: (_field, desk) => rules.number(desk),
};

function ruleOf(owner: string, fact: Fact, desk: RuleDesk): Rule | undefined {
  if (dropped.has(`${owner}.${fact.name}`)) return undefined;
  return ruleByKind[fact.kind]({ ...fact, owner }, desk);
}

function textRule({ owner, name }: Field, desk: RuleDesk): Rule {
  const field = `${owner}.${name}`;
  if (titles.has(field)) return desk.keepsTitles ? rules.keptTitle(desk) : rules.title(desk);
  if (looseTitles.has(field)) return rules.title(desk);
  return marks.has(field) ? rules.mark(desk) : rules.replaced(desk);
}

/** `inactive` is a status of 1.0 that servers still send. Both versions know the words of 1.1 for sex. */
function wordRule({ name, of }: Field, desk: RuleDesk): Rule {
  if (name === "sex") return rules.drawn(desk, { known: of, from: sexesV1p1 });
  return rules.vocabulary(desk, name === "status" ? [...of, "inactive"] : of);
}

function nestedRule({ of }: Field, desk: RuleDesk): Rule {
  const lines: Readonly<Record<string, readonly string[]>> = nestedFacts;
  const [type = ""] = of;
  const members = membersOf(type, (lines[type] ?? []).map(parseFact), desk);
  return { ...rules.replaced(desk), members };
}

function referenceRule({ list }: Field, desk: RuleDesk): Rule {
  const types = Object.values(referenceTypes).flatMap((ofVersion) =>
    Object.values(ofVersion).flat(),
  );
  return {
    ...(list ? rules.idList(desk) : rules.id(desk)),
    members: new Map([
      ["href", rules.href(desk)],
      ["sourcedid", rules.id(desk)],
      ["type", rules.vocabulary(desk, types)],
    ]),
  };
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
