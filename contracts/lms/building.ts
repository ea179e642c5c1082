import * as z from "zod";
import { ListFrame, WireId, WireText } from "./wire-values.ts";

/** The fields of a school or building that can be written. */
const buildingFields = {
  address1: WireText.exactOptional(),
  address2: WireText.exactOptional(),
  city: WireText.exactOptional(),
  state: WireText.exactOptional(),
  postal_code: WireText.exactOptional(),
  country: WireText.exactOptional(),
  website: WireText.exactOptional(),
  phone: WireText.exactOptional(),
  fax: WireText.exactOptional(),
  building_code: WireText.exactOptional(),
};

/**
 * A school, which is the organisation, or a building, which is one of its campuses: one shape for both
 * (Schoology API: schools). `building_code` is the id that imports know a building by.
 */
export const Building = z.object({
  id: WireId,
  title: WireText,
  ...buildingFields,
  picture_url: WireText.exactOptional(),
});
export type Building = z.infer<typeof Building>;

/** What `POST schools/{id}/buildings` and `PUT schools/{id}` take. A new building needs a title. */
export const BuildingWrite = z.object({ title: WireText.exactOptional(), ...buildingFields });
export type BuildingWrite = z.infer<typeof BuildingWrite>;

/** The answer of `GET schools/{id}/buildings`, which is not paged. */
export const BuildingList = z.object({ building: z.array(Building), ...ListFrame.shape });
export type BuildingList = z.infer<typeof BuildingList>;

/** The answer of `GET schools`. */
export const SchoolList = z.object({ school: z.array(Building), ...ListFrame.shape });
export type SchoolList = z.infer<typeof SchoolList>;
