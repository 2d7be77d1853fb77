/** Whose a road is, in the two classes that decide who answers for it. */
export const ROAD_CLASSES = ['municipal', 'regional'] as const
export type RoadClass = (typeof ROAD_CLASSES)[number]

/** What a resident may answer to "which road is it?". Who does not know leaves it to the municipality. */
export const ROAD_ANSWERS = [...ROAD_CLASSES, 'unknown'] as const
export type RoadAnswer = (typeof ROAD_ANSWERS)[number]
