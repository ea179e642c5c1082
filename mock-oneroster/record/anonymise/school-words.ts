const words = `
  academic academy activity ad advanced advisory algebra am american an analysis anatomy and ap applied art arts
  asl assembly assessment assignment at athletics band basic behavior biology block building business by calculus
  calendar campus career center central chapter charter chemistry chinese choir chorus city civics class classroom
  college community computer computing concert counseling county course cp creative credit cte culture dance data day
  design development district drama drawing driver dual e early earth economics ed education eighth el ela elective
  elementary eleventh ell eng engineering english environmental esl essay eu european exam fall fifth final finance
  first fitness for fourth fr french full gen general geography geometry german gifted gov government gr grade grades
  grading graduation group gt guidance gym half health high history home homeroom homework honors hour hr hs human
  humanities i ib ii iii in independent instruction instrumental integrated intermediate intervention into intro
  introduction international investigation is iv jazz journalism jr junior k kg kindergarten la lab language languages
  latin learning lesson level library life literacy literature local lower lunch magnet main marketing marking math
  mathematics media middle mod modern module mp ms music national nd ninth number nutrition of office online
  orchestra orientation painting part participation pe percent period personal phase philosophy photography phys
  physical physics physiology pk planning pm practice pre precalculus preparatory preschool primary probability
  program programming progress project ps psychology public q qtr quarter quiz rd reading recess regional regular
  research resource resources room russian s schedule school schools science sciences sculpture second secondary section
  sem semester seminar senior seventh sixth skills social sociology software spanish special speech spelling spring
  sr st staff standard standards state statistics steam stem strategies strings student studies study summer support
  survey t team tech technology tenth term test th theater theatre theory third to track training trial trimester
  twelfth ug unit united university upper us v vi visual vocal voice vocational vii viii weight weights winter
  woodworking work workshop world writing x year years yearbook yr
  aunt brother caseworker contact emergency father foster grandfather grandmother grandparent guardian mother other
  parent relative self sibling sister stepfather stepmother uncle unknown
  active directory external federal fed id identifier ldap lms local master sis saml google microsoft oneroster
  classlink clever district default
  homebound it pk tk
`;

const kept: ReadonlySet<string> = new Set(words.split(/\s+/).filter((word) => word !== ""));

/**
 * Says whether a word or number of a title may stay: a word that schools use everywhere, one Latin letter, a
 * number of one or two digits (periods, grades), or the year of a school year. Nothing by which a person, a place or
 * a district could be told from others.
 */
export function isSchoolWord(word: string): boolean {
  return /^(?:[a-z]|\d{1,2}|20\d\d)$/i.test(word) || kept.has(word.toLowerCase());
}
