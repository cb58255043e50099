namespace LowCode.Tests.DmnTck;

/// <summary>One case of the kit: inputs, and what each named decision must give.</summary>
/// <param name="Service">The decision service to call; null: the decisions are evaluated by themselves.</param>
public sealed record TckCase(string Id, string? Service, IReadOnlyList<TckInput> Inputs, IReadOnlyList<TckResult> Results);

/// <param name="Namespace">The model that declares the input; null: the model of the case.</param>
public sealed record TckInput(string Name, string? Namespace, TckValue Value);

/// <param name="IsError">The result is null and there is a reason for it.</param>
public sealed record TckResult(string Name, TckValue Expected, bool IsError);

/// <summary>The cases of one file, with the models of their folder.</summary>
/// <param name="Level">The top folder of the kit: <c>compliance-level-2</c>.</param>
/// <param name="Folder">The folder below: <c>0004-simpletable-U</c>.</param>
/// <param name="Model">The text of the model that the cases are about.</param>
/// <param name="Others">Other models of the folder, which it may import.</param>
public sealed record TckSuite(string Level, string Folder, string File, string Model, IReadOnlyList<string> Others, IReadOnlyList<TckCase> Cases);
