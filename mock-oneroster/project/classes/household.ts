import { hashText } from "../../../core/random.ts";
import { guidOf } from "../../store/guid.ts";
import type { Metadata, Org, Person } from "../../store/records.ts";
import type { Sight } from "../../store/sight.ts";
import type { World } from "../../store/world.ts";
import type { ProjectionScene } from "../scene.ts";

/**
 * What Campus adds to demographics about the home of a person: an address and phone numbers (facts A.6).
 *
 * The names of the members are those that clients read; what stands in them is ours. The world keeps no addresses: one
 * is made of the id of the first contact, so that siblings share it. Numbers come from the person and that contact.
 */
export function householdMetadata(
  { world, sight }: Pick<ProjectionScene, "world" | "sight">,
  person: Person,
): Metadata {
  const contact = firstContact(world, person.id);
  const phones = {
    ic_homePhone: contact?.phone,
    ic_cellPhone: person.sms ?? contact?.sms,
    ic_workPhone: person.phone,
  };
  const known = Object.entries(phones).filter(([, number]) => number !== undefined);
  return {
    ic_address: addressOf(contact?.id ?? person.id, districtOf(world, sight)),
    ...Object.fromEntries(known),
  };
}

function firstContact(world: World, id: string): Person | undefined {
  const [first] = world.relationships.where("person", id).toSorted((a, b) => a.seq - b.seq);
  return first === undefined ? undefined : world.people.get(first.contact);
}

const streets = ["Birch", "Cedar", "Elm", "Lake", "Maple", "Oak", "Prairie", "River"];
const tags = ["Ave", "Ct", "Ln", "Rd", "St"];
const cities = ["Northfield Falls", "Pine Crossing", "Stillwater Bend"];

function districtOf(world: World, { district }: Sight): Org | undefined {
  return district === undefined ? undefined : world.orgs.get(district);
}

function addressOf(household: string, district: Org | undefined): Metadata {
  const chance = hashText(`address/${household}`, 0);
  return {
    number: String(100 + (chance % 9_900)),
    street: streets[chance % streets.length],
    tag: tags[chance % tags.length],
    city: cities[chance % cities.length],
    state: "MN",
    zipcode: `55${String(chance % 1_000).padStart(3, "0")}`,
    districtResidenceName: district?.name ?? "",
    districtResidenceNumber: district?.identifier ?? "",
    sourcedId: guidOf("org", `address/${household}`),
  };
}
