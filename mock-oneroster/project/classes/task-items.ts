import { isWindowOpen, taskBounds } from "../../store/gradebook/graded-item.ts";
import { taskItems, type TaskItem } from "../../store/gradebook/task-items.ts";
import type { GradingTask, LineItem, Metadata } from "../../store/records.ts";
import type { ViewMember } from "../class-view.ts";
import type { ProjectionScene } from "../scene.ts";
import { fanMember } from "./fan-member.ts";
import { projectLineItem } from "./line-items.ts";

/** Grading tasks and standards as line items, one for each section and term (Campus facts A.11). */
export function taskItemMember(scene: ProjectionScene): ViewMember {
  const items = taskItems(scene.world);
  return fanMember<GradingTask>({
    size: items.size,
    owners: items.tasks,
    ofOwner: items.ofTask,
    sourcedIdAt: items.idAt,
    find: items.find,
    inClass: (sourcedId) => items.ofSection(scene.keyOf("class", sourcedId) ?? ""),
    record: (leaf, ref) => projectLineItem(scene, toLineItem(scene, items.at(leaf)), ref),
  });
}

function toLineItem(scene: ProjectionScene, item: TaskItem): LineItem {
  const { task, section, term } = item;
  return {
    id: item.id,
    status: task.status,
    modified: task.modified,
    metadata: taskMetadata(scene, item),
    title: task.title,
    description: undefined,
    assignDate: term.startDate,
    dueDate: term.endDate,
    section: section.id,
    school: section.school,
    category: undefined,
    gradingPeriod: scene.version === "1.1" ? term.id : undefined,
    academicSession: term.id,
    scoreScale: task.scoreGroup,
    resultValueMin: taskBounds.min,
    resultValueMax: taskBounds.max,
    learningObjectives: undefined,
    origin: "sis",
  };
}

/** What tells a grading task from an assignment. The world knows no task that is graded once for all terms. */
function taskMetadata({ style }: ProjectionScene, item: TaskItem): Metadata | undefined {
  const { task, term } = item;
  if (!style.campusMetadata) return task.metadata;
  return {
    ...task.metadata,
    ext_infiniteCampus_isStandard: task.standard,
    ext_infiniteCampus_isOneTime: false,
    ext_infiniteCampus_isGradingWindowOpen: isWindowOpen({ task, session: term.id }),
  };
}
