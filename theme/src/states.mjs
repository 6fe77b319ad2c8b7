// Words of derive/states.py as [word, tone, icon] (look.md: never by colour alone). Unknown words stay words.
const MARKS = new Map([
  ["有效", ["ok", "ok"]],
  ["尚未施行", ["soon", "clock"]],
  ["已修改", ["edit", "edit"]],
  ["部分失效", ["edit", "edit"]],
  ["废止", ["void", "ban"]],
  ["失效", ["void", "ban"]],
  ["征求意见中", ["open", "clock"]],
  ["即将征求意见", ["soon", "clock"]],
  ["征求已结束", ["none", "minus"]],
  ["已公布采纳情况", ["none", "ok"]],
]);

export const stateMark = (word) => (word ? [word, ...(MARKS.get(word) || ["none", ""])] : null);
export const isVoid = (word) => word === "废止" || word === "失效";
