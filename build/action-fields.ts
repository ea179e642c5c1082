import * as z from "zod";

/**
 * The lines of a table of what each action takes, out of their schemas.
 *
 * @param options the schemas of the actions
 * @param nameField the field that says which action it is
 */
export function renderFieldTable(
  options: readonly z.ZodType[],
  nameField: string,
): readonly string[] {
  return [
    "## Fields",
    "",
    "A field with `?` may be left out; a value in parentheses is what it is then.",
    "",
    row(["action", "field", "value", "what it says"]),
    row(["---", "---", "---", "---"]),
    ...options.flatMap((option) => renderFields(option, nameField)),
    "",
  ];
}

const Shape = z.looseObject({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()),
});
const Field = z.looseObject({
  type: z.string().optional(),
  const: z.union([z.string(), z.number()]).optional(),
  enum: z.array(z.string()).optional(),
  format: z.string().optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  default: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  description: z.string().default(""),
});

function renderFields(option: z.ZodType, nameField: string): readonly string[] {
  const { properties, required } = Shape.parse(z.toJSONSchema(option, { io: "input" }));
  const name = `\`${Field.parse(properties[nameField]).const ?? ""}\``;
  const entries = Object.entries(properties).filter(([key]) => key !== nameField);
  if (entries.length === 0) return [row([name, "", "", ""])];
  return entries.map(([key, raw], index) => {
    const field = Field.parse(raw);
    const optional = required.includes(key) ? "" : "?";
    const preset = field.default === undefined ? "" : ` (${JSON.stringify(field.default)})`;
    const value = valueOf(raw) + preset;
    return row([index === 0 ? name : "", `\`${key}\`${optional}`, value, field.description]);
  });
}

function valueOf(raw: unknown): string {
  const { type, format, anyOf, items, properties, enum: words, ...rest } = Field.parse(raw);
  if (rest.const !== undefined) return String(rest.const);
  if (words !== undefined) return words.join(", ");
  if (anyOf !== undefined) return anyOf.map(valueOf).join(" or ");
  if (items !== undefined) return `list of ${valueOf(items)}`;
  if (properties !== undefined) return `{ ${Object.keys(properties).join(", ")} }`;
  if (type === "object") return `${valueOf(rest.additionalProperties)} by name`;
  if (format === "date") return "day";
  return type === "string" ? "text" : (type ?? "");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
