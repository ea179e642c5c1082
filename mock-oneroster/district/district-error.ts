/** A district that cannot be made: the options ask for too much, too little, or a year that is out of reach. */
export class DistrictError extends RangeError {
  override readonly name = "DistrictError";
}
