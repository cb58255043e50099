using MudBlazor;

namespace LowCode.Portal.Layout;

/// <summary>
/// Restrained government blue on white. Every text colour has at least 4.5 : 1 against what it stands on; fonts are those of the
/// reader's own machine, nothing is loaded from elsewhere.
/// </summary>
public static class PortalTheme
{
    private static readonly string[] Fonts =
        ["Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#14539a",
            Secondary = "#4a6079",
            Tertiary = "#0d6e7c",
            Info = "#1864ab",
            Success = "#23713f",
            Warning = "#9a5b00",
            Error = "#b3261e",
            Background = "#f3f5f8",
            BackgroundGray = "#eaeef3",
            Surface = "#ffffff",
            TextPrimary = "#1b2430",
            TextSecondary = "#526071",
            ActionDefault = "#526071",
            AppbarBackground = "#123f78",
            AppbarText = "#ffffff",
            LinesDefault = "#dbe1e8",
            LinesInputs = "#aeb9c6",
            TableLines = "#e3e8ee",
            Divider = "#dfe4ea",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.9375rem", LineHeight = "1.6", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "0.9375rem", FontWeight = "500", TextTransform = "none", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
    };
}
