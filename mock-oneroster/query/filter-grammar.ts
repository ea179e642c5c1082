/** The comparisons that a filter knows (OneRoster 1.2 REST, filter; 1.1 §3.4.3). */
export type Predicate = "=" | "!=" | ">" | ">=" | "<" | "<=" | "~";

/** One comparison: `field predicate 'value'`. */
export interface FilterClause {
  readonly field: string;
  readonly predicate: Predicate;
  readonly value: string;
}

/** A filter: one clause, or two joined by AND or OR. The standard allows no more than one operator. */
export interface Filter {
  readonly first: FilterClause;
  readonly operator?: "AND" | "OR";
  readonly second?: FilterClause;
}

const clause = String.raw`([A-Za-z_]\w*(?:\.[\w-]+)*)(!=|>=|<=|=|>|<|~)'((?:''|[^'])*)'`;
const strictPattern = new RegExp(`^${clause}(?: (AND|OR) ${clause})?$`);
const looseClause = /^([A-Za-z_]\w*(?:\.[\w-]+)*)(!=|>=|<=|=|>|<|~)'(.*)'$/s;
const looseJoin = /' (AND|OR) (?=[A-Za-z_][\w.-]*(?:!=|>=|<=|=|>|<|~)')/g;

/**
 * Reads a filter, or gives undefined when it is malformed. A quote within a value is doubled;
 * one that is not (`O'Brien`), which clients do send, is taken as part of the value.
 */
export function parseFilter(text: string): Filter | undefined {
  const match = strictPattern.exec(text);
  if (match === null) return parseLoosely(text);
  const [, field, predicate, value, operator, field2, predicate2, value2] = match;
  const first = toClause(field, predicate, value);
  if (first === undefined) return undefined;
  const second = toClause(field2, predicate2, value2);
  if (second === undefined) return { first };
  return { first, operator: operator === "OR" ? "OR" : "AND", second };
}

/** Writes a filter in the form in which every provider must read it. */
export function formatFilter({ first, operator, second }: Filter): string {
  if (operator === undefined || second === undefined) return formatClause(first);
  return `${formatClause(first)} ${operator} ${formatClause(second)}`;
}

function formatClause({ field, predicate, value }: FilterClause): string {
  return `${field}${predicate}'${value.replaceAll("'", "''")}'`;
}

function parseLoosely(text: string): Filter | undefined {
  const joins = [...text.matchAll(looseJoin)];
  if (joins.length > 1) return undefined;
  const [join] = joins;
  if (join === undefined) {
    const first = parseLooseClause(text);
    return first === undefined ? undefined : { first };
  }
  const first = parseLooseClause(text.slice(0, join.index + 1));
  const second = parseLooseClause(text.slice(join.index + join[0].length));
  if (first === undefined || second === undefined) return undefined;
  return { first, operator: join[1] === "OR" ? "OR" : "AND", second };
}

function parseLooseClause(text: string): FilterClause | undefined {
  const [, field, predicate, value] = looseClause.exec(text) ?? [];
  if (value !== undefined && /'\s+(?:and|or)\s/i.test(value)) return undefined;
  return toClause(field, predicate, value);
}

function toClause(
  field: string | undefined,
  predicate: string | undefined,
  value: string | undefined,
): FilterClause | undefined {
  if (field === undefined || value === undefined || !isPredicate(predicate)) return undefined;
  return { field, predicate, value: value.replaceAll("''", "'") };
}

function isPredicate(text: string | undefined): text is Predicate {
  return text !== undefined && ["=", "!=", ">", ">=", "<", "<=", "~"].includes(text);
}
