// The understanding that the engine is built with (plan.mjs).
export { tablesFor, understand } from "./plain-plan.mjs";
