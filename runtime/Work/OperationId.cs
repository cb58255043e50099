using LowCode.Work.People;

namespace LowCode.Work;

/// <summary>Ids of submissions, made by the caller. The login stands in front, so that nobody can take another's.</summary>
public static class OperationId
{
    /// <summary>Who handles the submissions that open cases.</summary>
    internal const string OpenCaseConsumer = "open-case";

    /// <summary>Characters.</summary>
    public const int Longest = 200;

    public static bool IsOne(string? operationId) => !string.IsNullOrWhiteSpace(operationId) && operationId.Length <= Longest;

    /// <summary>Null where the id is missing or longer than 200 characters.</summary>
    internal static string? MessageId(Actor actor, string? operationId) => IsOne(operationId) ? $"op/{actor.Login}/{operationId}" : null;
}
