// The understanding that the engine is built with (plan.mjs).
export { tablesFor, understand } from "./understand/understand.mjs";
