// Hits as a table that office programs open: UTF-8 with its mark, a comma between, CRLF at the end of a row. Pure.

const HEAD = ["标题", "文号", "发布机构", "信息类型", "日期", "状态", "网址", "符合之处"];

/** A cell; what a spreadsheet would run as a formula stays a text. */
function cell(value) {
  const text = String(value || "").replace(/\r\n?/g, "\n");
  const plain = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
}

/** The file's text; `address(href)` makes a hit's own address absolute. */
export function csvText(hits, address) {
  const rows = hits.map((hit) => [
    hit.title, hit.number, hit.organization, hit.type, hit.date, hit.state, address(hit.href), hit.attachment ? `附件《${hit.attachment.name}》` : hit.why,
  ]);
  return `\ufeff${[HEAD, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}
