//! What the lowest and the highest value of a lever mean, in words.

use engine::scenario::levers::Lever;
use results::message;
use results::message::Message;

/// What the lowest and what the highest value means.
pub fn ends(lever: Lever) -> [Message; 2] {
    match lever {
        Lever::UsChipControls => [message!("lab-chip_controls-low"), message!("lab-chip_controls-high")],
        Lever::UsToolControls => [message!("lab-tool_controls-low"), message!("lab-tool_controls-high")],
        Lever::UsMemoryControls => [
            message!("lab-memory_controls-low"),
            message!("lab-memory_controls-high"),
        ],
        Lever::UsLicenceQuota => [message!("lab-licence_quota-low"), message!("lab-licence_quota-high")],
        Lever::UsLicenceFee => [message!("lab-licence_fee-low"), message!("lab-licence_fee-high")],
        Lever::UsEnforcement => [message!("lab-enforcement-low"), message!("lab-enforcement-high")],
        Lever::UsAlliedCompliance => [
            message!("lab-allied_compliance-low"),
            message!("lab-allied_compliance-high"),
        ],
        Lever::UsRemoteAccessControls => [
            message!("lab-remote_access_controls-low"),
            message!("lab-remote_access_controls-high"),
        ],
        Lever::UsLabSecurity => [message!("lab-lab_security-low"), message!("lab-lab_security-high")],
        Lever::UsStateFunding | Lever::ChinaStateFunding => {
            [message!("lab-state_funding-low"), message!("lab-state_funding-high")]
        }
        Lever::UsImmigrationOpenness => [
            message!("lab-immigration_openness-low"),
            message!("lab-immigration_openness-high"),
        ],
        Lever::UsPowerPermitting => [
            message!("lab-power_permitting-low"),
            message!("lab-power_permitting-high"),
        ],
        Lever::UsInferencePriority | Lever::ChinaInferencePriority => [
            message!("lab-inference_priority-low"),
            message!("lab-inference_priority-high"),
        ],
        Lever::UsTrainingPriority | Lever::ChinaTrainingPriority => [
            message!("lab-training_priority-low"),
            message!("lab-training_priority-high"),
        ],
        Lever::UsSafetyRegulation => [
            message!("lab-safety_regulation-low"),
            message!("lab-safety_regulation-high"),
        ],
        Lever::UsOpenWeights | Lever::ChinaOpenWeights => {
            [message!("lab-open_weights-low"), message!("lab-open_weights-high")]
        }
        Lever::UsOutreach | Lever::ChinaOutreach => [message!("lab-outreach-low"), message!("lab-outreach-high")],
        Lever::UsTreatyStance | Lever::ChinaTreatyStance => {
            [message!("lab-treaty_stance-low"), message!("lab-treaty_stance-high")]
        }
        Lever::ChinaMobilisation => [message!("lab-mobilisation-low"), message!("lab-mobilisation-high")],
        Lever::ChinaMandate => [message!("lab-mandate-low"), message!("lab-mandate-high")],
        Lever::ChinaImportBlock => [message!("lab-import_block-low"), message!("lab-import_block-high")],
        Lever::ChinaCounterControls => [
            message!("lab-counter_controls-low"),
            message!("lab-counter_controls-high"),
        ],
        Lever::ChinaComputeBuildout => [
            message!("lab-compute_buildout-low"),
            message!("lab-compute_buildout-high"),
        ],
        Lever::ChinaDataPooling => [message!("lab-data_pooling-low"), message!("lab-data_pooling-high")],
        Lever::ChinaRegulatoryStrictness => [
            message!("lab-regulatory_strictness-low"),
            message!("lab-regulatory_strictness-high"),
        ],
        Lever::ChinaTalentReturn => [message!("lab-talent_return-low"), message!("lab-talent_return-high")],
    }
}
