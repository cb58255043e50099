using LowCode.Work.People;

namespace LowCode.Work;

/// <summary>Ids of submissions. The login stands in front, so that nobody can take another's.</summary>
internal static class OperationId
{
    /// <summary>Null where the id is missing or longer than 200 characters.</summary>
    public static string? MessageId(Actor actor, string? operationId) =>
        string.IsNullOrWhiteSpace(operationId) || operationId.Length > 200 ? null : $"op/{actor.Login}/{operationId}";
}
