import * as z from "zod";
import { ListFrame, WireCount, WireFlag, WireId, WireIdList, WireText } from "./wire-values.ts";

/** Profile text that anybody may carry. */
const profileFields = {
  position: WireText.exactOptional(),
  /** Whether others may write to the person. */
  send_message: WireFlag.exactOptional(),
  gender: WireText.exactOptional(),
  grad_year: WireText.exactOptional(),
  birthday_date: WireText.exactOptional(),
  tz_name: WireText.exactOptional(),
  language: WireText.exactOptional(),
  bio: WireText.exactOptional(),
  phone: WireText.exactOptional(),
  website: WireText.exactOptional(),
  address: WireText.exactOptional(),
  subjects_taught: WireText.exactOptional(),
  grades_taught: WireText.exactOptional(),
  department: WireText.exactOptional(),
  interests: WireText.exactOptional(),
  activities: WireText.exactOptional(),
};

const nameFields = {
  name_title: WireText.exactOptional(),
  name_title_show: WireFlag.exactOptional(),
  name_first_preferred: WireText.exactOptional(),
  use_preferred_first_name: WireFlag.exactOptional(),
  name_middle: WireText.exactOptional(),
  name_middle_show: WireFlag.exactOptional(),
};

/**
 * A user account as it is read (Schoology API: users). `uid` and `id` are one value in two spellings;
 * `school_uid` is the Unique ID by which imports know the person. A password is never returned.
 */
export const User = z.object({
  uid: WireId,
  id: WireId.exactOptional(),
  school_id: WireId,
  building_id: WireId,
  additional_buildings: WireIdList.exactOptional(),
  school_uid: WireText,
  name_first: WireText,
  name_last: WireText,
  name_display: WireText.exactOptional(),
  ...nameFields,
  username: WireText,
  primary_email: WireText,
  role_id: WireId,
  synced: WireFlag,
  picture_url: WireText.exactOptional(),
  tz_offset: z.number().exactOptional(),
  child_uids: WireIdList.exactOptional(),
  ...profileFields,
});
export type User = z.infer<typeof User>;

/**
 * One row of `POST users`, `PUT users` or `PUT users/{id}` (Schoology API: users bulk).
 *
 * A new user needs both names, a username or an e-mail, `school_uid` and `role_id`. A PUT row names its
 * user by `id` (or `uid`). Fields left out keep their value; so does a blank password.
 */
export const UserWrite = z.object({
  id: WireId.exactOptional(),
  uid: WireId.exactOptional(),
  school_uid: WireText.exactOptional(),
  building_id: WireId.exactOptional(),
  additional_buildings: WireText.exactOptional().describe("ids separated by commas"),
  name_first: WireText.exactOptional(),
  name_last: WireText.exactOptional(),
  ...nameFields,
  username: WireText.exactOptional(),
  primary_email: WireText.exactOptional(),
  role_id: WireId.exactOptional(),
  password: WireText.exactOptional(),
  synced: WireFlag.exactOptional(),
  email_login_info: WireFlag.exactOptional(),
  /** Parents and advisors of a student, as user ids: the lists replace those that there are. */
  parent_uids: WireIdList.exactOptional(),
  advisor_uids: WireIdList.exactOptional(),
  ...profileFields,
});
export type UserWrite = z.infer<typeof UserWrite>;

/** The answer of `GET users`. */
export const UserList = z.object({ user: z.array(User), ...ListFrame.shape });
export type UserList = z.infer<typeof UserList>;

/** One user who was made inactive (Schoology API: users/inactive). The time is in epoch seconds. */
export const InactiveUser = z.object({
  uid: WireId,
  name: WireText,
  school_uid: WireText,
  synced: WireFlag,
  inactive_timestamp: WireCount,
  modified_by_uid: WireId.exactOptional(),
});
export type InactiveUser = z.infer<typeof InactiveUser>;

/** The answer of `GET users/inactive`. */
export const InactiveUserList = z.object({ user: z.array(InactiveUser), ...ListFrame.shape });
export type InactiveUserList = z.infer<typeof InactiveUserList>;

/** One row of `PUT users/reactivate`: 1 in `option_reenroll` puts the user back into the courses. */
export const ReactivateRow = z.object({
  uid: WireId,
  option_reenroll: WireFlag.exactOptional(),
});
export type ReactivateRow = z.infer<typeof ReactivateRow>;

/** The answer of `GET app-user-info`: whom the key acts as. */
export const AppUserInfo = z.object({
  api_uid: WireId,
  web_session_timestamp: WireCount.exactOptional(),
});
export type AppUserInfo = z.infer<typeof AppUserInfo>;
