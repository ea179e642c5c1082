import { taskItemId } from "../../gradebook/task-items.ts";
import { termsOf } from "../../placements.ts";
import type { GradingTask, Result, Roster, Section } from "../../records.ts";
import { personOfSourcedId } from "../select/record-ids.ts";
import { SisActionError } from "../action-error.ts";
import { deriveId } from "../derive-id.ts";
import { rowsOf } from "../rows-of.ts";
import type { ActionScene } from "../scene.ts";
import { rostersOfSection } from "../seats/open-seats.ts";
import { choose } from "../select/choose.ts";
import { selectSection } from "../select/section.ts";
import { selectTasks } from "../select/titled.ts";
import type { Counts, PlanOf } from "../sis-action.ts";

/** A grade is posted in Campus on a grading task, in a term whose window is open (facts A.11). */
export function postGrade(scene: ActionScene, plan: PlanOf<"post-grade">): Counts {
  const section = selectSection(scene, plan.section);
  const student = selectOwnStudent(scene, section.id, plan).person;
  const [task] = selectTasks(scene, { selector: plan.task, course: section.course });
  const term = termOf(scene, section, plan.term);
  if (task === undefined) throw new SisActionError(scene.action, `"${plan.task}" is no task.`);
  refuseClosedWindow(scene, task, term);
  const lineItem = taskItemId({ task: task.id, section: section.id, term });
  const result = resultOf(scene, { lineItem, student, section: section.id });
  scene.world.results.put({ ...result, ...scoreOf(scene, plan), modified: scene.modified });
  return { results: 1 };
}

function selectOwnStudent(scene: ActionScene, section: string, plan: PlanOf<"post-grade">): Roster {
  const rosters = rostersOfSection(scene, section);
  const sought = personOfSourcedId(scene.world, plan.student)?.id;
  return choose(scene, {
    selector: plan.student,
    noun: `student of section ${section}`,
    exact: rosters.find(({ person }) => person === sought),
    inOrder: () => rosters,
  });
}

/** The term of the section's that was named, or the one that runs today, or its first. */
function termOf(scene: ActionScene, section: Section, selector: string | undefined): string {
  const { world, today } = scene;
  const own = termsOf(section)
    .map((id) => world.terms.get(id))
    .filter((term) => term !== undefined);
  const running = own.find(({ startDate, endDate }) => startDate <= today && today <= endDate);
  if (selector === undefined && running !== undefined) return running.id;
  return choose(scene, {
    selector: selector ?? "first",
    noun: `term of section ${section.id}`,
    exact: own.find(({ id, title }) => id === selector || title === selector),
    inOrder: () => own,
    titles: own.map(({ title }) => title),
  }).id;
}

function refuseClosedWindow(
  scene: ActionScene,
  { title, openTerms }: GradingTask,
  term: string,
): void {
  if (openTerms === undefined || openTerms.includes(term)) return;
  throw new SisActionError(
    scene.action,
    `the grading window of "${title}" is closed in term ${term} (open in: ${openTerms.join(", ") || "none"}).`,
  );
}

type ResultKey = Pick<Result, "lineItem" | "student"> & { readonly section: string };

/** The grade that was posted before, or a new one. */
function resultOf({ world, modified, today }: ActionScene, key: ResultKey): Result {
  const { lineItem, student } = key;
  const posted = rowsOf(world.results, "student", student).find(
    (result) => result.lineItem === lineItem,
  );
  return (
    posted ?? {
      id: deriveId(["result", lineItem, student], (id) => world.results.has(id)),
      ...key,
      status: "active",
      modified,
      metadata: undefined,
      origin: "sis",
      scoreStatus: "fully graded",
      score: undefined,
      textScore: undefined,
      scoreDate: today,
      scoreScale: undefined,
      comment: undefined,
      learningObjectives: undefined,
      flags: {},
    }
  );
}

function scoreOf(
  scene: ActionScene,
  { score, textScore, comment }: PlanOf<"post-grade">,
): Partial<Result> {
  if (score === undefined && textScore === undefined) {
    throw new SisActionError(scene.action, "a grade needs a score or a textScore.");
  }
  return {
    score,
    textScore,
    scoreDate: scene.today,
    ...(comment === undefined ? {} : { comment }),
  };
}
