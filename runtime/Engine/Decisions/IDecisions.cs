using LowCode.Feel.Dmn.Evaluation;

namespace LowCode.Engine.Decisions;

/// <summary>The decision models that a burst may ask. All answers of one burst agree with each other.</summary>
public interface IDecisions
{
    /// <summary>The published model of that name; null: there is none.</summary>
    DecisionModel? Published(string model);
}
