namespace LowCode.Definitions.Problems;

/// <summary>
/// One thing that is wrong with an input, with where it stands and what was expected. The code names a text in the resources of the
/// room that found it; the text is made when it is shown, in the reader's language.
/// </summary>
/// <param name="Path">Where: a JSON pointer (<c>/fields/f_class/type</c>), or <c>row 12, column Created Date</c> for tables; empty for the whole.</param>
/// <param name="Code">Stable and machine readable, in dotted lower case: <c>form.required</c>.</param>
/// <param name="Message">For people: what was expected and what came.</param>
public sealed record Problem(string Path, string Code, string Message);
