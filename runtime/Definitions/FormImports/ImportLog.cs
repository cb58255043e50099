using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports;

/// <summary>Gathers what an import cannot keep, and the names that it changes.</summary>
internal sealed class ImportLog
{
    private readonly List<FormLoss> _losses = [];
    private readonly List<RenamedName> _renamed = [];

    public IReadOnlyList<FormLoss> Losses => _losses;

    public IReadOnlyList<RenamedName> Renamed => _renamed;

    public void Lose(FormLossKind kind, string place, string question, string what, string code, params object?[] values) =>
        LoseBecause(kind, place, question, what, ProblemTexts.Of($"form-import.{code}", values));

    public void LoseBecause(FormLossKind kind, string place, string question, string what, string reason) =>
        _losses.Add(new FormLoss(kind, place, question, ProblemTexts.Clip(what), reason));

    public void Rename(string place, string name, string newName)
    {
        if (name != newName)
        {
            _renamed.Add(new RenamedName(place, name, newName));
        }
    }

    public bool Has(FormLossKind kind, string place) => _losses.Any(l => l.Kind == kind && l.Place == place);
}
