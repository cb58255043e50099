using LowCode.Definitions.FormImports;

namespace LowCode.Portal.Forms;

/// <summary>Kinds of losses in words.</summary>
internal static class FormLossWords
{
    public static string Of(FormLossKind kind) => kind switch
    {
        FormLossKind.Type => Texts.FormLossType,
        FormLossKind.Relevance => Texts.FormLossRelevance,
        FormLossKind.Constraint => Texts.FormLossConstraint,
        FormLossKind.Required => Texts.FormLossRequired,
        FormLossKind.ReadOnly => Texts.FormLossReadOnly,
        FormLossKind.Calculation => Texts.FormLossCalculation,
        FormLossKind.Default => Texts.FormLossDefault,
        FormLossKind.Choices => Texts.FormLossChoices,
        FormLossKind.Structure => Texts.FormLossStructure,
        FormLossKind.Metadata => Texts.FormLossMetadata,
        FormLossKind.Text => Texts.FormLossText,
        FormLossKind.Media => Texts.FormLossMedia,
        FormLossKind.Appearance => Texts.FormLossAppearance,
        FormLossKind.Setting => Texts.FormLossSetting,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
