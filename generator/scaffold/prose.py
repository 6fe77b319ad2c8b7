"""Words for demonstration entries: deterministic official prose of the fictitious 示例市, about 600 to 900 characters."""

from __future__ import annotations

from random import Random

SUBJECTS = (
    "老旧小区改造", "公共租赁住房管理", "农村公路养护", "城乡居民医疗保险", "养老服务补贴", "义务教育招生入学",
    "小微企业融资担保", "农贸市场改造提升", "生活垃圾分类", "城市停车收费", "电动自行车管理", "河道保洁",
    "耕地地力保护补贴", "困难群众临时救助", "公共图书馆服务", "食品小作坊登记", "安全生产专项整治", "危险房屋排查",
    "就业技能培训", "工伤保险待遇", "产业用地供应", "科技创新券", "电子商务扶持", "物流园区管理", "公共资源交易",
    "政府采购合同公示", "双随机抽查", "餐饮油烟治理", "污水管网建设", "森林防火", "防汛防台应急", "疫苗接种安排",
    "文物保护单位管理", "校外培训机构监管", "残疾人康复救助", "住房公积金提取", "人才住房补贴", "外来人口居住登记",
    "行政审批事项调整", "公共法律服务站点建设",
)
PLACES = ("城东", "城南", "河西", "林山", "中心城区", "开发区", "各镇街", "沿江片区", "北部山区", "新城片区")
GROUPS = ("常住居民", "个体工商户", "小微企业", "种粮农户", "在校学生", "老年人", "残疾人", "困难家庭", "新就业人员", "经营主体")
ACTIONS = ("登记", "申报", "受理", "审核", "公示", "发放", "复核", "验收", "备案", "评估")
MEASURES = (
    "由{place}所在镇街负责初审，{n}个工作日内把意见报送主管部门",
    "符合条件的{group}可以向户籍所在地或者经营地的便民服务中心提出申请",
    "主管部门自收到完整材料之日起{n}个工作日内作出决定，并说明理由",
    "对{group}实行一次告知、一表申请、一窗受理，不得要求重复提交材料",
    "资金实行专户管理、专账核算，任何单位和个人不得截留、挪用",
    "每年{m}月底前公布上一年度的{action}结果，接受社会监督",
    "有异议的，可以在公示期内书面提出，主管部门应当在{n}个工作日内答复",
    "{subject}工作纳入年度考核，进度每季度通报一次",
    "加强与{place}的协同，定期会商{subject}中的共性问题",
    "对弄虚作假骗取补助的，追回已发放的资金，三年内不再受理其申请",
    "鼓励社会力量以捐助、志愿服务等方式参与{subject}",
    "建立{action}台账，做到底数清、情况明、责任实",
    "标准随物价水平和财力状况适时调整，调整前应当公开征求意见",
    "{group}对{action}结果不服的，可以依法申请行政复议或者提起行政诉讼",
    "依托政务服务网实现{action}全程网办，线下窗口同步保留",
    "资料保存期限不少于{y}年，期满后依法移交或者销毁",
)
HEADINGS = ("总体要求", "适用范围", "办理条件", "工作程序", "职责分工", "资金保障", "监督管理", "实施步骤", "附则")
NUMERALS = "一二三四五六七八九十"


def pick(random: Random, words: tuple[str, ...]) -> str:
    """One of the words."""
    return words[random.randrange(len(words))]


def sentence(random: Random, subject: str) -> str:
    """One clause with its numbers filled in, without a closing mark."""
    return pick(random, MEASURES).format(
        place=pick(random, PLACES), group=pick(random, GROUPS), action=pick(random, ACTIONS), subject=subject,
        n=random.randrange(3, 21), m=random.randrange(1, 13), y=random.randrange(3, 16),
    )


def body(random: Random, subject: str) -> str:
    """A Markdown body with headings, a list and a table."""
    count = random.randrange(4, 6)
    start = random.randrange(len(HEADINGS) - count + 1)
    parts = [f"为了规范{subject}工作，保障{pick(random, GROUPS)}的合法权益，结合本市实际，现就有关事项通知如下。"]
    for number, heading in enumerate(HEADINGS[start : start + count]):
        parts.append(f"## {NUMERALS[number]}、{heading}")
        clauses = [sentence(random, subject) for _ in range(random.randrange(3, 5))]
        if number == 1:
            parts.append("\n".join(f"{i}. {clause}。" for i, clause in enumerate(clauses, 1)))
        else:
            parts.append("；".join(clauses) + "。")
    parts.append(_table(random))
    parts.append(f"本文件由主管部门负责解释。咨询电话：0000-8{random.randrange(10**6, 10**7)}。")
    return "\n\n".join(parts) + "\n"


def _table(random: Random) -> str:
    rows = ["| 镇街 | 计划（件） | 完成（件） |", "| --- | ---: | ---: |"]
    for place in PLACES[:4]:
        plan = random.randrange(20, 200)
        rows.append(f"| {place} | {plan} | {random.randrange(plan)} |")
    return "\n".join(rows)
