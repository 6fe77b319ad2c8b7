// What the results page says: rows, counts, what else was searched, what could not be, and what lies nearest.
import { element, fill } from "../../dom.mjs";
import { rowElement } from "../../rows.mjs";
import { isVoid, stateMark } from "../../states.mjs";

/** Hits as rows of a list. */
export const hitRows = (hits, root) => hits.map((hit) => rowElement(resultRow(hit, root), root));

function resultRow(hit, root) {
  return {
    href: hit.href,
    titleParts: hit.titleParts,
    state: stateMark(hit.state),
    facts: [hit.number, hit.organization, hit.type, hit.unread && "附件未识别文字"],
    date: hit.date,
    sample: hit.sample,
    void: isVoid(hit.state),
    why: noteOf(hit),
    lead: hit.attachment && attachmentLead(hit.attachment, root),
    excerpt: hit.excerpt,
  };
}

/** 在附件《名》中: with a link to the reading view, where there is one. */
function attachmentLead({ name, href }, root) {
  const title = `《${name}》`;
  return ["在附件", href ? element("a", { href: root + href }, title) : title, "中："];
}

/** Why it was found, where that is not plain to see. */
const noteOf = ({ why }) => (why === "文号" ? "文号相符" : /^包含/.test(why) ? why : "");

/** The line that is read aloud: how many there are, and where in them the page stands. */
export function countText(answer, first) {
  if (!answer.folded) return "请输入标题、文号或一句话";
  if (!answer.hits.length) return answer.failed.length ? "没有查完" : `没有找到“${shortened(answer.folded)}”`;
  const total = answer.complete || !answer.more ? `共${answer.total}条` : `至少${answer.total}条`;
  const place = answer.total > answer.hits.length ? `，第${first}–${first + answer.hits.length - 1}条` : "";
  return answer.relaxed ? `没有完全相符的，以下${answer.total}条包含部分字词${place}` : total + place;
}

const shortened = (text) => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

/** 已按…查找: what the letters or the misspelt word were taken for; 也搜索了…: other words that the answer includes. */
export function alsoNodes({ also, instead, hits }, addressOf) {
  const link = (label) => element("a", { href: addressOf(label) }, label);
  const listed = (labels) => labels.reduce((all, label, i) => all.concat(i ? "、" : "", link(label)), []);
  const meant = instead.filter((label) => hits.length && hits[0].label === label);
  if (meant.length) return ["已按“", link(meant[0]), "”查找"];
  const words = Array.from(new Set([].concat(...also.map((label) => label.split("、")))));
  return words.length ? ["也搜索了", ...listed(words.slice(0, 6))] : [];
}

/** What could not be searched, with a button to try again. */
export function failureNodes(failed, retry) {
  if (!failed.length) return [];
  const again = element("button", { type: "button", class: "plain" }, "再试一次");
  again.addEventListener("click", retry);
  return [failureText(failed), " ", again];
}

function failureText(failed) {
  if (failed.some((one) => one.kind === "manifest")) return "检索资料没有读到，暂时不能搜索。可以按栏目或目录查找。";
  const said = [];
  const words = failed.filter((one) => one.kind === "term").map((one) => `“${one.name}”`);
  if (words.length) said.push(`含有${Array.from(new Set(words)).slice(0, 4).join("、")}的信息没有查全`);
  if (failed.some((one) => one.kind === "document")) said.push("有几条的标题没有读到");
  if (failed.some((one) => one.kind === "text")) said.push("有几条的正文没有核对");
  if (failed.some((one) => one.kind === "number")) said.push("文号没有查到");
  if (failed.some((one) => one.kind === "facet")) said.push("筛选条件没有读到");
  if (failed.some((one) => one.kind === "table")) said.push("同义词、拼音没有用上");
  return `有资料没有读到：${said.join("；")}。以上结果可能不全。`;
}

/** An item of the standard catalogue with whom to ask about it. */
export function itemRow(item, root) {
  const units = item.units.map(([name, phone]) =>
    element("span", {}, name, phone ? "，电话" : "", phone && element("a", { class: "nb", href: `tel:${phone.replace(/ /g, "")}` }, phone)),
  );
  return element(
    "li",
    {},
    element("a", { href: root + item.href }, item.name),
    element("p", { class: "facts" }, ...units, element("span", {}, item.count ? `已公开${item.count}条` : "还没有公开")),
  );
}

/** A prepared answer with its source. */
export function directNodes(direct, root) {
  const source = element("a", { href: root + direct.href }, direct.source);
  return [
    element("h2", {}, direct.question),
    ...direct.answer.split("\n").map((line) => element("p", {}, line)),
    element("p", { class: "facts" }, "来源：", source),
  ];
}

/** The two orders; the chosen one is pressed. */
export function orderButtons(place, sort, choose) {
  fill(
    place,
    ...[["relevance", "按相关"], ["date", "按日期"]].map(([value, name]) => {
      const made = element("button", { type: "button", "aria-pressed": String(value === sort) }, name);
      made.addEventListener("click", () => choose(value));
      return made;
    }),
  );
}
