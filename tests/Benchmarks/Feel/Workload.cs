using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Tests.Benchmarks.Feel;

/// <summary>Twenty expressions as forms and tables have them, each also in JavaScript with the same meaning, and the data that they read.</summary>
internal static class Workload
{
    /// <summary>The data for JavaScript engines and for feelin.</summary>
    public const string Json =
        """
        {"金额":12800.5,"数量":3,"单价":199.9,"税率":0.06,"类型":"紧急","状态":"待办","编号":"SH-2026-0017","备注":"地下室漏水，请尽快处理","同意":true,"附件":null,
         "申请人":{"姓名":"张三","年龄":34,"区":"浦东"},"标签":["水","电","气"],
         "明细":[{"名称":"管","单价":35.5,"数量":4},{"名称":"阀","单价":120,"数量":1},{"名称":"泵","单价":980,"数量":1},{"名称":"线","单价":12.25,"数量":20},{"名称":"箱","单价":310,"数量":2}]}
        """;

    public static IReadOnlyList<(string Feel, string JavaScript)> Expressions { get; } =
    [
        ("金额 > 10000", "金额 > 10000"),
        ("金额 >= 5000 and 类型 = \"紧急\"", "金额 >= 5000 && 类型 === '紧急'"),
        ("if 金额 > 20000 then \"局长\" else if 金额 > 10000 then \"处长\" else \"科长\"", "金额 > 20000 ? '局长' : 金额 > 10000 ? '处长' : '科长'"),
        ("单价 * 数量 * (1 + 税率)", "单价 * 数量 * (1 + 税率)"),
        ("decimal(单价 * 数量 / 7, 2)", "Math.round(单价 * 数量 / 7 * 100) / 100"),
        ("申请人.年龄 between 18 and 60", "申请人.年龄 >= 18 && 申请人.年龄 <= 60"),
        ("类型 in (\"特急\", \"紧急\", \"平急\")", "['特急', '紧急', '平急'].includes(类型)"),
        ("sum(明细.单价)", "明细.map(i => i.单价).reduce((a, b) => a + b, 0)"),
        ("sum(for 项 in 明细 return 项.单价 * 项.数量)", "明细.map(i => i.单价 * i.数量).reduce((a, b) => a + b, 0)"),
        ("count(明细[数量 > 1])", "明细.filter(i => i.数量 > 1).length"),
        ("some 项 in 明细 satisfies 项.单价 > 500", "明细.some(i => i.单价 > 500)"),
        ("every 项 in 明细 satisfies 项.数量 >= 1", "明细.every(i => i.数量 >= 1)"),
        ("申请人.姓名 + \"（\" + 申请人.区 + \"）\"", "申请人.姓名 + '（' + 申请人.区 + '）'"),
        ("string length(备注) > 5", "备注.length > 5"),
        ("contains(备注, \"漏水\")", "备注.includes('漏水')"),
        ("starts with(编号, \"SH-\") and not(同意)", "编号.startsWith('SH-') && !同意"),
        ("date(\"2026-03-01\") + duration(\"P5D\") > date(\"2026-03-04\")", "new Date('2026-03-01').getTime() + 5 * 86400000 > new Date('2026-03-04').getTime()"),
        ("max(单价, 数量, 200)", "Math.max(单价, 数量, 200)"),
        ("附件 = null or 状态 != \"办结\"", "附件 === null || 状态 !== '办结'"),
        ("list contains(标签, \"电\")", "标签.includes('电')"),
    ];

    public static FeelValue[] Inputs { get; } =
    [
        12800.5m, 3, 199.9m, 0.06m, "紧急", "待办", "SH-2026-0017", "地下室漏水，请尽快处理", true, FeelValue.Null,
        FeelContext.Of(("姓名", "张三"), ("年龄", 34), ("区", "浦东")), FeelList.Of("水", "电", "气"),
        FeelList.Of(Item("管", 35.5m, 4), Item("阀", 120, 1), Item("泵", 980, 1), Item("线", 12.25m, 20), Item("箱", 310, 2)),
    ];

    public static FeelScope Scope { get; } = FeelLibrary.Scope.With(
        new FeelVariable("金额", FeelType.Number),
        new FeelVariable("数量", FeelType.Number),
        new FeelVariable("单价", FeelType.Number),
        new FeelVariable("税率", FeelType.Number),
        new FeelVariable("类型", FeelType.String),
        new FeelVariable("状态", FeelType.String),
        new FeelVariable("编号", FeelType.String),
        new FeelVariable("备注", FeelType.String),
        new FeelVariable("同意", FeelType.Boolean),
        new FeelVariable("附件", FeelType.Any),
        new FeelVariable("申请人", FeelType.ContextOf(("姓名", FeelType.String), ("年龄", FeelType.Number), ("区", FeelType.String))),
        new FeelVariable("标签", FeelType.ListOf(FeelType.String)),
        new FeelVariable("明细", FeelType.ListOf(FeelType.ContextOf(("名称", FeelType.String), ("单价", FeelType.Number), ("数量", FeelType.Number)))));

    public static FeelProgram Compile(string expression) => FeelProgram.Compile(FeelParser.ParseExpression(expression, Scope));

    private static FeelValue Item(string name, decimal price, int count) => FeelContext.Of(("名称", name), ("单价", price), ("数量", count));
}
