import { flags } from "../../../contracts/oneroster/vocabulary.ts";
import * as rules from "./leaf-rules.ts";
import { memberKey, type Rule, type RuleDesk } from "./rule.ts";

/** Rules for members that their class does not know. */
export interface ExtensionRules {
  /** The rule of a member by its `memberKey`, `unknown` if nobody knows it; undefined drops the member. */
  find(key: string): Rule | undefined;
  /** Replaces everything, the name of the member too. */
  readonly unknown: Rule;
}

const secret = /password|passwd|passphrase|credential|secret|token|apikey/;

/**
 * Knows the members that servers are known to add, in metadata or anywhere (Campus facts A.4, A.6, A.11), and
 * those whose name says what they hold: ids of records, dates of birth, secrets, data about people.
 */
export function createExtensionRules(desk: RuleDesk): ExtensionRules {
  const known = extensionsOf(desk);
  const [one, many, unknown] = [rules.id(desk), rules.idList(desk), rules.replaced(desk)];
  const find = (key: string): Rule | undefined => {
    const rule = known.get(key);
    if (rule !== undefined) return rule;
    if (secret.test(key)) return undefined;
    if (key.endsWith("sourcedid")) return one;
    return key.endsWith("sourcedids") ? many : unknown;
  };
  return { find, unknown };
}

function extensionsOf(desk: RuleDesk): ReadonlyMap<string, Rule> {
  const text = rules.replaced(desk);
  const flag = rules.vocabulary(desk, flags);
  const book: readonly (readonly [Rule, string])[] = [
    [rules.href(desk), "href"],
    [rules.birth(desk), "birthDate dateOfBirth dob"],
    [rules.id(desk), "ic.legacySourcedId ic.legacysourceId"],
    [flag, "guardian"],
    [rules.title(desk), "relationshipType ic_indexSuffix"],
    [flag, "ext_infiniteCampus_isStandard ext_infiniteCampus_isOneTime"],
    [flag, "ext_infiniteCampus_isGradingWindowOpen ext_infiniteCampus_isAssignmentResult"],
    [rules.number(desk), "ext_infiniteCampus_assignmentRawScore"],
    [rules.mark(desk), "ext_infiniteCampus_scoreGrade"],
    [text, "ic_relationships ic_address ic_homePhone ic_cellPhone ic_workPhone"],
    [text, "number street tag city state zipcode districtResidenceName districtResidenceNumber"],
    [text, "givenName familyName middleName username email phone sms identifier"],
  ];
  return new Map(
    book.flatMap(([rule, names]) => names.split(" ").map((name) => [memberKey(name), rule])),
  );
}
