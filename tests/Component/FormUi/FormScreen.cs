using System.Globalization;
using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;
using LowCode.FormUi;
using LowCode.FormUi.Attachments;
using MudBlazor;
using MudBlazor.Services;
using FieldType = LowCode.Definitions.Forms.FieldType;

namespace LowCode.Tests.Component.FormUi;

/// <summary>A form on a screen, with the providers that dialogs need.</summary>
internal sealed class FormScreen : IAsyncDisposable
{
    public const string Step = "step";

    private readonly BunitContext _context = new();

    public FormScreen(string culture = "zh-CN")
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddMudServices();
        _context.Render<MudPopoverProvider>();
        Dialogs = _context.Render<MudDialogProvider>();
    }

    public IRenderedComponent<MudDialogProvider> Dialogs { get; }

    public BunitJSInterop Browser => _context.JSInterop;

    public JsonObject? LastChange { get; private set; }

    public static LocalizedText Text(string chinese) => LocalizedText.Of(chinese, $"{chinese} (en)");

    public static FormField Field(string key, FieldType type, FieldLimits? limits = null, LocalizedText? hint = null) => new(
        $"f_{key}",
        key,
        type,
        Text($"标签{key}"),
        hint ?? LocalizedText.Empty,
        type is FieldType.Choice or FieldType.MultiChoice ? [new FormOption("a", Text("甲")), new FormOption("b", Text("乙"))] : [],
        type == FieldType.Code ? "classes" : null,
        limits ?? FieldLimits.None);

    public static FormDefinition Form(FieldRight right, params FormField[] fields) => new(
        "form",
        Text("表单"),
        fields,
        [],
        new Dictionary<string, IReadOnlyDictionary<string, FieldRight>> { [Step] = fields.ToDictionary(f => f.Key, _ => right) });

    public static FormContext Context(AttachmentPlace? photos = null) => new(
        id => id == "classes" ? Classes : null,
        [new FormOption("D1", Text("城管局")), new FormOption("D2", Text("水务局"))],
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        photos);

    public IRenderedComponent<DynamicForm> Show(FormDefinition form, JsonObject? data = null, IReadOnlyList<Problem>? problems = null, FormContext? context = null) =>
        _context.Render<DynamicForm>(p => p
            .Add(f => f.Form, form)
            .Add(f => f.Step, Step)
            .Add(f => f.Data, data ?? [])
            .Add(f => f.Problems, problems ?? [])
            .Add(f => f.Context, context ?? Context())
            .Add(f => f.Changed, change => LastChange = change));

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private static DictionaryDefinition Classes { get; } = new(
        "classes",
        Text("分类"),
        [
            new DictionaryEntry("01", Text("市容环境"), Selectable: false),
            new DictionaryEntry("01-1", Text("暴露垃圾"), "01"),
            new DictionaryEntry("01-2", Text("道路不洁"), "01"),
            new DictionaryEntry("02", Text("街面秩序"), Selectable: false),
            new DictionaryEntry("02-1", Text("占道经营"), "02"),
        ]);
}
